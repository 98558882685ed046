// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITraceErrors} from "../../interfaces/ITraceErrors.sol";
import {ITraceExtension} from "../../interfaces/ITraceExtension.sol";
import {ITraceTypes} from "../../interfaces/ITraceTypes.sol";
import {Capacity} from "../../types/Capacity.sol";
import {TraceTest} from "./TraceTest.t.sol";

/// @dev Two batches, and what acts on batches that come of batches are made of.
abstract contract LineageTest is TraceTest {
    string internal constant SECOND = "APPLE-0000-002";
    bytes32 internal constant ID2 = keccak256("APPLE-0000-002");

    function setUp() public override {
        super.setUp();
        createBatch();
        createBatch(SECOND, false);
    }

        function splitCall(string memory code, ITraceTypes.Part[] memory parts) internal pure returns (bytes memory) {
        return abi.encodeCall(ITraceExtension.split, (code, parts, DIGEST));
    }

    function transformCall(ITraceTypes.Item[] memory inputs, ITraceTypes.Output[] memory outputs, bool open)
        internal
        pure
        returns (bytes memory)
    {
        return abi.encodeCall(ITraceExtension.transform, (inputs, outputs, open, DIGEST));
    }

    function partsOf(uint256 seed, uint256 count) internal pure returns (ITraceTypes.Part[] memory parts) {
        parts = new ITraceTypes.Part[](count);
        for (uint256 i = 0; i < count; ++i) {
            uint256 own = uint256(keccak256(abi.encode("part", seed, i)));
            string memory name = textOf(own, 3 + (own % 61));
            parts[i] = ITraceTypes.Part(name, uint56(1 + (own % (QUANTITY / count))), bytes32(own));
        }
    }

    function itemsOf(uint56 a, uint56 b) internal pure returns (ITraceTypes.Item[] memory items) {
        items = new ITraceTypes.Item[](2);
        (items[0], items[1]) = (ITraceTypes.Item(ID, a), ITraceTypes.Item(ID2, b));
    }

    function outputsOf() internal pure returns (ITraceTypes.Output[] memory outputs) {
        outputs = new ITraceTypes.Output[](2);
        outputs[0] = ITraceTypes.Output("JUICE-1", "LTR", 900, keccak256("juice"));
        outputs[1] = ITraceTypes.Output("POMACE-1", "XX", type(uint56).max, keccak256("pomace"));
    }

    function partId(string memory name) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(CODE, "~", name));
    }

    function both(bytes32 a, bytes32 b) internal pure returns (bytes32[] memory ids) {
        ids = new bytes32[](2);
        (ids[0], ids[1]) = (a, b);
    }

    function word(address account) internal pure returns (bytes32) {
        return bytes32(uint256(uint160(account)));
    }

    function lacking(bytes32 id, uint56 quantity, uint56 wanted) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(ITraceErrors.InsufficientQuantity.selector, id, quantity, wanted);
    }

    /// @dev The six words that the data of every line of a batch begins with.
    function common(bytes32 digest, uint256 line, uint256 seq, Capacity capacity, uint16 roles)
        internal
        pure
        returns (bytes memory)
    {
        return abi.encode(digest, line, seq, START, capacity, roles);
    }

    function halves(bytes memory data) internal pure returns (bytes memory words, bytes memory rest) {
        words = new bytes(0xc0);
        rest = new bytes(data.length - 0xc0);
        for (uint256 i = 0; i < data.length; ++i) {
            if (i < 0xc0) words[i] = data[i];
            else rest[i - 0xc0] = data[i];
        }
    }

    /// @dev The place of a dynamic value is counted from the first word of the data.
    function rebased(bytes memory values, uint256 place) internal pure returns (bytes memory) {
        assembly ("memory-safe") {
            let at := add(add(values, 0x20), shl(5, place))
            mstore(at, add(mload(at), 0xc0))
        }
        return values;
    }
}
