// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ITrace} from "../interfaces/ITrace.sol";
import {ITraceExtension} from "../interfaces/ITraceExtension.sol";
import {Kind} from "../types/Kind.sol";

/// @title Forwarding
/// @notice The verbs whose code lies in the extension, for the room that one contract may take.
/// @dev The extension is fixed when the contract is made, and works on this contract's storage (`delegatecall`).
abstract contract Forwarding is ITrace {
    /* STORAGE */

    /// @notice The contract that has the code of the verbs below; made by this one, with it.
    address public immutable extension;

    /* CONSTRUCTION */

    /// @notice Fixes the extension.
    /// @param code Where the code lies.
    constructor(address code) {
        extension = code;
    }

    /* VERBS */

    /// @inheritdoc ITraceExtension
    function recordSeries(bytes32, Kind, bytes32[] calldata) external {
        _forward();
    }

    /// @inheritdoc ITraceExtension
    function anchor(bytes32, bytes32, uint32, bytes32) external {
        _forward();
    }

    /// @inheritdoc ITraceExtension
    function amend(bytes32, uint24, uint16, bytes32) external {
        _forward();
    }

    /// @inheritdoc ITraceExtension
    function lift(bytes32, bytes32) external {
        _forward();
    }

    /// @inheritdoc ITraceExtension
    function liftOrder(bytes32, bytes32) external {
        _forward();
    }

    /// @inheritdoc ITraceExtension
    function recallMany(bytes32[] calldata, bool, bytes32) external {
        _forward();
    }

    /// @inheritdoc ITraceExtension
    function withdraw(bytes32, bytes32) external {
        _forward();
    }

    /// @inheritdoc ITraceExtension
    function refuseCustody(bytes32, bytes32) external {
        _forward();
    }

    /// @inheritdoc ITraceExtension
    function cancelOffer(bytes32, bytes32) external {
        _forward();
    }

    /// @inheritdoc ITraceExtension
    function takeMany(Item[] calldata, bytes32, Consent calldata) external {
        _forward();
    }

    /// @inheritdoc ITraceExtension
    function setOpen(bytes32, bool, bytes32) external {
        _forward();
    }

    /// @inheritdoc ITraceExtension
    function split(string calldata, Part[] calldata, bytes32) external {
        _forward();
    }

    /// @inheritdoc ITraceExtension
    function transform(Item[] calldata, Output[] calldata, bool, bytes32) external {
        _forward();
    }

    /// @inheritdoc ITraceExtension
    function setParty(bytes32, address, address, bool) external {
        _forward();
    }

    /// @inheritdoc ITraceExtension
    function setAgent(address, bool) external {
        _forward();
    }

    /// @inheritdoc ITraceExtension
    function moveAccount(address) external {
        _forward();
    }

    /// @inheritdoc ITraceExtension
    function acceptAccount(address) external {
        _forward();
    }

    /// @inheritdoc ITraceExtension
    function setNamespace(string calldata, address) external {
        _forward();
    }

    /// @inheritdoc ITraceExtension
    function voidNonce(uint40) external {
        _forward();
    }

    /// @inheritdoc ITraceExtension
    function setTerm(address, uint40) external {
        _forward();
    }

    /// @inheritdoc ITraceExtension
    function setKindRole(Kind, uint256) external {
        _forward();
    }

    /// @inheritdoc ITraceExtension
    function setPaused(bool) external {
        _forward();
    }

    /// @inheritdoc ITraceExtension
    function retire(address) external {
        _forward();
    }

    /* INTERNALS */

    /// @dev Runs the same call there, with all that comes behind an act that was brought.
    function _forward() private {
        address code = extension;
        assembly {
            calldatacopy(0, 0, calldatasize())
            let success := delegatecall(gas(), code, 0, calldatasize(), 0, 0)
            returndatacopy(0, 0, returndatasize())
            if iszero(success) { revert(0, returndatasize()) }
            return(0, returndatasize())
        }
    }
}
