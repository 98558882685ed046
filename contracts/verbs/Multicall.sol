// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Multicall
/// @notice Several of the sender's own acts at once.
/// @dev As OpenZeppelin's, without what that does for forwarders of other kinds: 700 gas an act.
abstract contract Multicall {
    /// @notice Do several acts in one transaction: all of them or, if one fails, none.
    /// @param data Call data of each.
    /// @return results What each returned.
    function multicall(bytes[] calldata data) external returns (bytes[] memory results) {
        results = new bytes[](data.length);
        for (uint256 i = 0; i < data.length; ++i) {
            // To itself, as OpenZeppelin's does.
            // solhint-disable-next-line avoid-low-level-calls
            (bool success, bytes memory result) = address(this).delegatecall(data[i]);
            if (!success) {
                assembly ("memory-safe") {
                    revert(add(result, 0x20), mload(result))
                }
            }
            results[i] = result;
        }
    }
}
