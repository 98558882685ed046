// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Signatures} from "./Signatures.sol";
import {HOLDER_LINES, Ledger, ROLE_LINES, Store} from "../libraries/Ledger.sol";
import {Line} from "../libraries/Lines.sol";
import {Capacity} from "../types/Capacity.sol";
import {Journey} from "../types/Journey.sol";
import {Kind} from "../types/Kind.sol";
import {Shared} from "../types/Shared.sol";

/// @title Attesting
/// @notice What every attestation goes through.
abstract contract Attesting is Signatures {
    using Ledger for Store;

    /// @dev What an attestation of a kind goes through before it is written.
    function _attest(bytes32 id, Kind kind, bytes32 digest)
        internal
        view
        returns (Line line, Journey journey, Shared shared)
    {
        if (kind.isReserved()) revert ReservedKind(kind);
        shared = _store.begin(digest);
        journey = _store.open(id);
        line = _next(id, journey, shared, digest, kind, _store.rolesFor(kind, shared));
    }

    /// @dev The next line of an attestation: what anybody with a role writes ends before what the holder does.
    function _next(bytes32 id, Journey journey, Shared shared, bytes32 digest, Kind kind, uint256 kindRoles)
        internal
        view
        returns (Line)
    {
        address actor = _actor();
        (Capacity capacity, uint256 roles) = _store.standingFor(id, journey, actor, kind, kindRoles);
        bool isOfRole = capacity == Capacity.Role || capacity == Capacity.Party;
        uint256 limit = isOfRole ? ROLE_LINES : HOLDER_LINES;
        return Ledger.next(id, journey, shared, actor, digest, capacity, roles, limit);
    }
}
