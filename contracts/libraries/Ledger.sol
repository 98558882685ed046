// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITraceErrors} from "../interfaces/ITraceErrors.sol";
import {Line, Lines} from "./Lines.sol";
import {parseRoot} from "./Text.sol";
import {Account, BUSINESS_ROLES, INSPECTOR, REGULATOR} from "../types/Account.sol";
import {Capacity} from "../types/Capacity.sol";
import {Holding} from "../types/Holding.sol";
import {Journey, OFFERED, OPEN, RECALLED, WITHDRAWN} from "../types/Journey.sol";
import {CREATION, Kind} from "../types/Kind.sol";
import {KINDS_DIFFER, PAUSED, RETIRED, Shared} from "../types/Shared.sol";

/// @dev A batch in two slots, divided by what changes together: an attestation touches the first alone.
struct Batch {
    Journey journey;
    Holding holding;
}

/// @dev Where the contract goes on.
struct Retirement {
    address successor;
    uint40 from;
}

/// @dev All that is stored, besides what OpenZeppelin's AccessControl stores.
struct Store {
    Shared shared;
    mapping(bytes32 id => Batch) batches;
    mapping(address account => Account) accounts;
    /// @dev Bits PARTY, AGENT and HEIR, by `keccak(custodian, account)`; PARTY, by `keccak(batch, custodian, account)`.
    mapping(bytes32 key => uint256 bits) standing;
    /// @dev An entry exactly while the batch's flag says so.
    mapping(bytes32 id => address to) offers;
    /// @dev Sets of roles that differ from `builtInRoles`, with the bit SET.
    mapping(Kind kind => uint256 roles) kinds;
    mapping(bytes32 nameHash => address owner) namespaces;
    /// @dev To whom an account proposes to give all it has.
    mapping(address from => address to) moves;
    /// @dev Which index stands for what an account with another made, since it gave that away.
    mapping(uint40 index => uint40 successor) successors;
    Retirement retirement;
}

uint256 constant PARTY = 1;
uint256 constant AGENT = 2;
uint256 constant HEIR = 4;
uint256 constant SET = 1 << 255;
/// @dev Who writes on every batch.
uint256 constant OVERSEERS = INSPECTOR | REGULATOR;
/// @dev How often an account may have been moved on before nobody is found to have made its batches.
uint256 constant MOST_MOVES = 8;

/// @dev The highest `seq` that lines by role or party may take; then the holder's and authorities', recalls, and orders.
uint256 constant ROLE_LINES = (1 << 23) - 1;
uint256 constant HOLDER_LINES = (1 << 24) - (1 << 16);
uint256 constant RECALL_LINES = (1 << 24) - (1 << 15);
uint256 constant ORDER_LINES = (1 << 24) - 1;

/// @title Ledger
/// @notice The rules that all verbs share: what a batch takes, who has standing, and how a line is written down.
library Ledger {
    /* WHAT A BATCH TAKES */

    /// @dev The state of a batch that takes attestations: it exists, and is not withdrawn. A recalled one does: how it
    ///         is taken back, tested and destroyed is part of its journey.
    function open(Store storage store, bytes32 id) internal view returns (Journey journey) {
        journey = store.batches[id].journey;
        if (journey.has(WITHDRAWN)) revert ITraceErrors.BatchNotActive(id, flagsOf(journey));
        if (!journey.exists()) revert ITraceErrors.UnknownBatch(id);
    }

    /// @dev The state of a batch that is neither withdrawn nor recalled.
    function active(Store storage store, bytes32 id) internal view returns (Journey journey) {
        journey = open(store, id);
        if (journey.has(RECALLED)) revert ITraceErrors.BatchNotActive(id, flagsOf(journey));
    }

    /// @dev The flags of `BatchNotActive`.
    function flagsOf(Journey journey) internal pure returns (uint256) {
        return Journey.unwrap(journey) & (WITHDRAWN | RECALLED);
    }

    /* WHO MAY */

    /// @dev The set of roles that may write a kind.
    function rolesFor(Store storage store, Kind kind, Shared shared) internal view returns (uint256) {
        if (shared.hasFlag(KINDS_DIFFER)) {
            uint256 roles = store.kinds[kind];
            if (roles != 0) return roles & ~SET;
        }
        return kind.builtInRoles();
    }

    /// @dev In which capacity an actor writes a kind on a batch, and by which of its roles. Reverts if in none.
    ///      `kindRoles`: Who may write the kind.
    function standingFor(Store storage store, bytes32 id, Journey journey, address actor, Kind kind, uint256 kindRoles)
        internal
        view
        returns (Capacity, uint256)
    {
        uint256 held = store.accounts[actor].rolesAt(block.timestamp) & BUSINESS_ROLES;
        uint256 roles = held & kindRoles;
        if (kindRoles != 0) {
            bool isForOverseers = kindRoles & ~OVERSEERS == 0;
            if (held & REGULATOR != 0) return (Capacity.Authority, roles | REGULATOR);
            if (isForOverseers && roles != 0) return (Capacity.Authority, roles);
            if (roles != 0 && journey.has(OPEN)) return (Capacity.Role, roles);
            if (!isForOverseers) {
                address custodian = store.batches[id].holding.custodian();
                if (actor == custodian) return (Capacity.Holder, roles);
                uint256 bits = standingWith(store, id, custodian, actor);
                if (bits & (AGENT | HEIR) != 0) return (Capacity.Holder, roles);
                if (roles != 0 && bits & PARTY != 0) return (Capacity.Party, roles);
            }
        }
        revert ITraceErrors.UnauthorizedActor(actor, kind);
    }




    /// @dev Whether an account acts for a custodian: it is it, its agent, or who it gave all it held to.
    function isHolder(Store storage store, address custodian, address actor) internal view returns (bool) {
        return actor == custodian || store.standing[keyOf(custodian, actor)] & (AGENT | HEIR) != 0;
    }

    /// @dev The holding of a batch, for its holder. Reverts for anybody else.
    function heldBy(Store storage store, bytes32 id, address actor) internal view returns (Holding holding) {
        holding = store.batches[id].holding;
        if (!isHolder(store, holding.custodian(), actor)) revert ITraceErrors.NotHolder(id, actor);
    }

    /// @dev What an account is to a custodian: with all its batches or, if nothing, with one.
    ///      `bits`: Of PARTY, AGENT and HEIR.
    function standingWith(Store storage store, bytes32 id, address custodian, address account)
        internal
        view
        returns (uint256 bits)
    {
        bits = store.standing[keyOf(custodian, account)];
        if (bits == 0) bits = store.standing[keyOf(id, custodian, account)];
    }

    /// @dev Whether an account made a batch, or was given what its maker had made.
    ///      `maker`: The maker's index.
    function isMaker(Store storage store, uint40 maker, address actor) internal view returns (bool) {
        uint40 index = store.accounts[actor].index();
        if (index == 0) return false;
        for (uint256 i = 0; i <= MOST_MOVES && maker != 0; ++i) {
            if (index == maker) return true;
            maker = store.successors[maker];
        }
        return false;
    }

    /// @dev Whether an account is a regulator now.
    function isRegulator(Store storage store, address actor) internal view returns (bool) {
        return store.accounts[actor].rolesAt(block.timestamp) & REGULATOR != 0;
    }

    /// @dev Where the standing of an account with a custodian is kept.
    function keyOf(address custodian, address account) internal pure returns (bytes32 key) {
        assembly ("memory-safe") {
            // Cleaned: what is above an address in its word is not part of it.
            mstore(0x00, shr(96, shl(96, custodian)))
            mstore(0x20, shr(96, shl(96, account)))
            key := keccak256(0x00, 0x40)
        }
    }

    /// @dev Where the standing of an account on one batch of a custodian is kept.
    function keyOf(bytes32 id, address custodian, address account) internal pure returns (bytes32) {
        return keccak256(abi.encode(id, custodian, account));
    }

    /// @dev By which roles a custodian may create batches, and the index that stands for it as their maker.
    function creator(Store storage store, address holder, Shared shared) internal view returns (uint256, uint40) {
        Account account = store.accounts[holder];
        uint256 roles = account.rolesAt(block.timestamp) & BUSINESS_ROLES & rolesFor(store, CREATION, shared);
        // Who gave away what it made has no index until it is granted a role again.
        if (roles == 0 || account.index() == 0) revert ITraceErrors.UnauthorizedActor(holder, CREATION);
        return (roles, account.index());
    }

    /// @dev Reverts unless a code is free, can be a root's, and stands in no namespace but one of the holder's.
    function checkRoot(Store storage store, bytes32 id, string calldata code, address holder) internal view {
        checkFree(store, id);
        (bool valid, uint256 namespace) = parseRoot(code);
        if (!valid) revert ITraceErrors.InvalidCode();
        if (namespace == 0) return;
        address owner = store.namespaces[keccak256(bytes(code)[:namespace])];
        if (owner != holder) revert ITraceErrors.NamespaceTaken(owner);
    }

    /// @dev Reverts if there is a batch.
    function checkFree(Store storage store, bytes32 id) internal view {
        if (store.batches[id].journey.exists()) revert ITraceErrors.BatchExists(id);
    }

    /* WRITING A LINE */

    /// @dev What every line goes through first: the shared slot, if writing is not stopped and the digest is one.
    function begin(Store storage store, bytes32 digest) internal view returns (Shared shared) {
        shared = store.shared;
        if (shared.hasFlag(PAUSED)) revert ITraceErrors.EnforcedPause();
        if (digest == 0) revert ITraceErrors.InvalidDigest();
    }

    /// @dev The same for what begins a batch or moves it, which ends when the contract retires.
    function beginMove(Store storage store, bytes32 digest) internal view returns (Shared shared) {
        shared = begin(store, digest);
        if (shared.hasFlag(RETIRED)) {
            Retirement storage retirement = store.retirement;
            if (block.timestamp >= retirement.from) revert ITraceErrors.ContractRetired(retirement.successor);
        }
    }

    /// @dev What a batch's next line says of itself.
    ///      `limit`: The highest `seq` that it may take.
    function next(
        bytes32 id,
        Journey journey,
        Shared shared,
        address actor,
        bytes32 digest,
        Capacity capacity,
        uint256 roles,
        uint256 limit
    ) internal view returns (Line) {
        uint256 seq = journey.seq();
        if (seq >= limit) revert ITraceErrors.SequenceExhausted(id);
        unchecked {
            return Lines.create(id, actor, digest, uint256(shared.lineCount()) + 1, seq + 1, capacity, roles);
        }
    }

    /// @dev What the holder's next line on a batch says of itself.
    function nextOfHolder(bytes32 id, Journey journey, Shared shared, address actor, bytes32 digest)
        internal
        view
        returns (Line)
    {
        return next(id, journey, shared, actor, digest, Capacity.Holder, 0, HOLDER_LINES);
    }

    /// @dev Write the state after a line of a batch.
    function append(Store storage store, bytes32 id, Journey journey, Shared shared, bytes32 leaf) internal {
        store.batches[id].journey = journey.append(leaf);
        store.shared = shared.fold(leaf);
    }

    /// @dev Write down that a line of administration was logged.
    function fold(Store storage store, bytes32 leaf) internal {
        store.shared = store.shared.fold(leaf);
    }

    /// @dev The number that the next line will have.
    function nextLine(Store storage store) internal view returns (uint256) {
        return uint256(store.shared.lineCount()) + 1;
    }

    /// @dev The state without a pending offer, for whatever moves or divides a batch.
    function withoutOffer(Store storage store, bytes32 id, Journey journey) internal returns (Journey) {
        if (!journey.has(OFFERED)) return journey;
        delete store.offers[id];
        return journey.without(OFFERED);
    }
}
