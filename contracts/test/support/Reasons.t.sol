// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITraceErrors} from "../../interfaces/ITraceErrors.sol";
import {Kind} from "../../types/Kind.sol";

/// @dev Why `Trace` refuses, as it says so.
abstract contract Reasons {
    function unauthorized(address actor, Kind kind) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(ITraceErrors.UnauthorizedActor.selector, actor, kind);
    }

    function notHolder(bytes32 id, address actor) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(ITraceErrors.NotHolder.selector, id, actor);
    }

    function notActive(bytes32 id, uint256 flags) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(ITraceErrors.BatchNotActive.selector, id, flags);
    }

    function unknown(bytes32 id) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(ITraceErrors.UnknownBatch.selector, id);
    }

    function exhausted(bytes32 id) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(ITraceErrors.SequenceExhausted.selector, id);
    }

    function badLength(uint256 length, uint256 maximum) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(ITraceErrors.InvalidLength.selector, length, maximum);
    }

    function only(bytes4 selector) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(selector);
    }

    function only(bytes4 selector, bytes32 id) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(selector, id);
    }

    function only(bytes4 selector, address account) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(selector, account);
    }
}
