// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Signatures} from "../common/Signatures.sol";
import {ITrace} from "../interfaces/ITrace.sol";

/// @title Bringing
/// @notice Acts that others signed.
abstract contract Bringing is ITrace, Signatures {
    /* CONSTANTS */

    /// @dev A selector and two values.
    uint256 private constant MAXIMUM_REASON = 68;

    /* VERBS */

    /// @inheritdoc ITrace
    function bring(Signed[] calldata acts, uint256 gasEach) external returns (uint256 skipped) {
        if (msg.sender == address(this)) revert Nested();
        for (uint256 i = 0; i < acts.length; ++i) {
            (bool enough, bool success, bytes memory reason) = _perform(acts[i], gasEach);
            if (!enough) revert InsufficientGas(i);
            if (success) continue;
            if (i < 256) skipped |= 1 << i;
            emit ActSkipped(acts[i].actor, acts[i].nonce, i, reason);
        }
    }

    /* INTERNALS */

    /// @dev Calls this contract with one act, if there is enough gas to give it what was said.
    function _perform(Signed calldata signed, uint256 gasEach)
        private
        returns (bool enough, bool success, bytes memory reason)
    {
        bytes calldata act = signed.act;
        bytes calldata signature = signed.signature;
        assembly ("memory-safe") {
            // Side by side, in memory that nothing else uses: the act, its signature, then actor, nonce and deadline as they
            // stand in the struct, and how long the signature is.
            let start := mload(0x40)
            calldatacopy(start, act.offset, act.length)
            let end := add(start, act.length)
            calldatacopy(end, signature.offset, signature.length)
            end := add(end, signature.length)
            calldatacopy(end, add(signed, 0x20), 0x60)
            mstore(add(end, 0x60), signature.length)
            end := add(end, TAIL)
            // Of what there is, a call gets at most 63 of 64 parts (EIP-150).
            enough := iszero(lt(mul(shr(6, gas()), 63), gasEach))
            if enough { success := call(gasEach, address(), 0, start, sub(end, start), 0, 0) }
            if iszero(success) {
                // An answer as long as somebody likes would cost the bringer: it is cut off.
                let size := returndatasize()
                if gt(size, MAXIMUM_REASON) { size := MAXIMUM_REASON }
                reason := start
                mstore(0x40, add(reason, 0x80))
                mstore(reason, size)
                returndatacopy(add(reason, 0x20), 0, size)
            }
        }
    }
}
