// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @dev A tree over readings as OpenZeppelin's `StandardMerkleTree` makes it: leaves hashed twice, sorted pairs.
library Merkle {
    function readings(uint256 seed, uint256 count) internal pure returns (bytes32[] memory leaves) {
        leaves = new bytes32[](count);
        for (uint256 i = 0; i < count; ++i) leaves[i] = readingOf(seed, i);
    }

    function readingOf(uint256 seed, uint256 i) internal pure returns (bytes32) {
        return keccak256(bytes.concat(keccak256(valuesOf(seed, i))));
    }

    /// @dev Whatever a reading is made of: here a number and a word.
    function valuesOf(uint256 seed, uint256 i) internal pure returns (bytes memory) {
        return abi.encode(i, keccak256(abi.encode(seed, i)));
    }

    /// @dev The nodes in an array as a heap: the root first, the leaves last and backwards.
    function tree(bytes32[] memory leaves) internal pure returns (bytes32[] memory nodes) {
        nodes = new bytes32[](2 * leaves.length - 1);
        for (uint256 i = 0; i < leaves.length; ++i) nodes[nodes.length - 1 - i] = leaves[i];
        for (uint256 i = leaves.length - 1; i > 0; --i) nodes[i - 1] = pair(nodes[2 * i - 1], nodes[2 * i]);
    }

    /// @dev The siblings on the way from a leaf to the root.
    function proofOf(bytes32[] memory nodes, uint256 leaf) internal pure returns (bytes32[] memory proof) {
        uint256 place = nodes.length - 1 - leaf;
        uint256 depth;
        for (uint256 i = place; i > 0; i = (i - 1) / 2) ++depth;
        proof = new bytes32[](depth);
        for (uint256 i = 0; i < depth; ++i) {
            proof[i] = nodes[place % 2 == 0 ? place - 1 : place + 1];
            place = (place - 1) / 2;
        }
    }

    function pair(bytes32 a, bytes32 b) internal pure returns (bytes32) {
        return a < b ? keccak256(abi.encode(a, b)) : keccak256(abi.encode(b, a));
    }
}
