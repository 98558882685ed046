// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Signatures} from "./Signatures.sol";
import {Ledger, ORDER_LINES, RECALL_LINES, Store} from "../libraries/Ledger.sol";
import {Line, Lines} from "../libraries/Lines.sol";
import {REGULATOR} from "../types/Account.sol";
import {Capacity} from "../types/Capacity.sol";
import {Holding} from "../types/Holding.sol";
import {Journey, RECALLED_BY_HOLDER, RECALLED_BY_MAKER, RECALLED_BY_ORDER} from "../types/Journey.sol";
import {Shared} from "../types/Shared.sol";

/// @title Recalling
/// @notice Who may recall a batch, and how that is written. Three recalls stand beside one another, each lifted by its
///         own side: the holder's, the maker's, and what a regulator ordered.
abstract contract Recalling is Signatures {
    using Ledger for Store;
    using Lines for Line;

    /// @dev The state of a batch, and as what the actor may recall it. Reverts if as neither holder nor maker.
    function _recaller(bytes32 id, address actor) internal view returns (Journey journey, Capacity capacity) {
        journey = _store.open(id);
        bool may;
        (may, capacity) = _mayRecall(_store.batches[id].holding, actor);
        if (!may) revert NotHolder(id, actor);
    }

    /// @dev The state of a batch, withdrawn or not, for a regulator.
    function _ordered(bytes32 id, address actor) internal view returns (Journey journey) {
        journey = _store.batches[id].journey;
        if (!journey.exists()) revert UnknownBatch(id);
        if (!_store.isRegulator(actor)) revert NotRegulator(actor);
    }

    /// @dev Whether an actor may recall a batch that is not withdrawn, and as what.
    function _mayRecall(Holding holding, address actor) internal view returns (bool, Capacity) {
        if (holding.custodian() == actor) return (true, Capacity.Holder);
        if (_store.isMaker(holding.maker(), actor)) return (true, Capacity.Maker);
        return (_store.isHolder(holding.custodian(), actor), Capacity.Holder);
    }

    function _flagOf(Capacity capacity) internal pure returns (uint256) {
        if (capacity == Capacity.Holder) return RECALLED_BY_HOLDER;
        return capacity == Capacity.Maker ? RECALLED_BY_MAKER : RECALLED_BY_ORDER;
    }

    /// @dev Writes a recall, or its lifting. Not stopped by a pause: what is dangerous can always be called back.
    ///      `recaller` is whose recall is lifted; none if one begins.
    function _writeRecall(
        bytes32 selector,
        bytes32 id,
        Journey journey,
        address actor,
        bytes32 digest,
        Capacity capacity,
        Capacity recaller
    ) internal {
        Shared shared = _store.shared;
        Line line = _nextRecall(id, journey, shared, actor, digest, capacity);
        bytes32 leaf = recaller == Capacity.None ? line.write(selector) : line.write(selector, uint256(recaller));
        _store.append(id, _store.withoutOffer(id, journey), shared, leaf);
    }

    function _nextRecall(
        bytes32 id,
        Journey journey,
        Shared shared,
        address actor,
        bytes32 digest,
        Capacity capacity
    ) internal view returns (Line) {
        if (digest == 0) revert InvalidDigest();
        bool isOrder = capacity == Capacity.Authority;
        (uint256 roles, uint256 limit) = isOrder ? (REGULATOR, ORDER_LINES) : (0, RECALL_LINES);
        return Ledger.next(id, journey, shared, actor, digest, capacity, roles, limit);
    }
}
