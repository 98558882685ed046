// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @dev The cheatcodes and assertions in use here, of those that the test runner has at this address.
Vm constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

interface Vm {
    struct Log {
        bytes32[] topics;
        bytes data;
        address emitter;
    }

    /* WORLD */

    function toString(uint256 value) external pure returns (string memory);
    function addr(uint256 key) external pure returns (address);
    function sign(uint256 key, bytes32 digest) external pure returns (uint8 v, bytes32 r, bytes32 s);
    function prank(address sender) external;
    function etch(address target, bytes calldata code) external;
    function snapshotState() external returns (uint256 id);
    function revertToState(uint256 id) external returns (bool success);
    function warp(uint256 timestamp) external;
    function chainId(uint256 id) external;
    function load(address target, bytes32 slot) external view returns (bytes32);
    function store(address target, bytes32 slot, bytes32 value) external;
    function record() external;
    function accesses(address target) external returns (bytes32[] memory reads, bytes32[] memory writes);
    function recordLogs() external;
    function getRecordedLogs() external returns (Log[] memory);

    /* EXPECTATIONS */

    function assume(bool condition) external pure;
    function expectRevert(bytes calldata data) external;
    function expectRevert() external;
    function expectEmit() external;
    function expectEmit(address emitter) external;
    function assertTrue(bool condition, string calldata message) external pure;
    function assertFalse(bool condition, string calldata message) external pure;
    function assertEq(bool left, bool right, string calldata message) external pure;
    function assertEq(uint256 left, uint256 right, string calldata message) external pure;
    function assertEq(address left, address right, string calldata message) external pure;
    function assertEq(bytes32 left, bytes32 right, string calldata message) external pure;
    function assertEq(bytes calldata left, bytes calldata right, string calldata message) external pure;
}

/// @dev Brings a random number into a range, both ends included.
function bound(uint256 value, uint256 low, uint256 high) pure returns (uint256) {
    return low == 0 && high == type(uint256).max ? value : low + (value % (high - low + 1));
}
