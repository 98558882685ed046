// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Recalling} from "../common/Recalling.sol";
import {ITraceExtension} from "../interfaces/ITraceExtension.sol";
import {Acts} from "../libraries/Acts.sol";
import {Batch, Ledger, ORDER_LINES, RECALL_LINES, Store} from "../libraries/Ledger.sol";
import {Line, Lines} from "../libraries/Lines.sol";
import {Capacity} from "../types/Capacity.sol";
import {Journey, RECALLED_BY_MAKER, RECALLED_BY_ORDER, WITHDRAWN} from "../types/Journey.sol";
import {Shared} from "../types/Shared.sol";

/// @title RecallsAndEnds
/// @notice Letting a batch go on, recalling many, and a batch's end.
abstract contract RecallsAndEnds is ITraceExtension, Recalling {
    using Ledger for Store;
    using Lines for Line;

    /* CONSTANTS */

    uint256 private constant MAXIMUM_RECALLS = 256;

    /* VERBS */

    /// @inheritdoc ITraceExtension
    function lift(bytes32 id, bytes32 digest) external {
        address actor = _actor();
        (Journey journey, Capacity capacity) = _recaller(id, actor);
        // A maker to whom its batch came back holds it, and still lifts what it recalled as its maker.
        bool isBack = !journey.has(_flagOf(capacity)) && _store.isMaker(_store.batches[id].holding.maker(), actor);
        if (isBack) capacity = Capacity.Maker;
        uint256 flag = _flagOf(capacity);
        if (!journey.has(flag)) revert NotRecalled(id);
        _writeRecall(Lifted.selector, id, journey.without(flag), actor, digest, capacity, capacity);
        _checkPlain(Acts.LIFT, id, digest);
    }

    /// @inheritdoc ITraceExtension
    function liftOrder(bytes32 id, bytes32 digest) external {
        address actor = _actor();
        Journey journey = _ordered(id, actor);
        Capacity recaller = journey.has(RECALLED_BY_ORDER) ? Capacity.Authority : Capacity.Maker;
        uint256 flag = _flagOf(recaller);
        if (!journey.has(flag)) revert NotRecalled(id);
        _writeRecall(Lifted.selector, id, journey.without(flag), actor, digest, Capacity.Authority, recaller);
        _checkPlain(Acts.LIFT_ORDER, id, digest);
    }

    /// @inheritdoc ITraceExtension
    function recallMany(bytes32[] calldata ids, bool order, bytes32 digest) external {
        address actor = _actor();
        if (ids.length == 0 || ids.length > MAXIMUM_RECALLS) revert InvalidLength(ids.length, MAXIMUM_RECALLS);
        if (order && !_store.isRegulator(actor)) revert NotRegulator(actor);
        Shared before = _store.shared;
        Shared shared = before;
        for (uint256 i = 0; i < ids.length; ++i) {
            shared = _recallOne(ids[i], order, digest, actor, shared);
        }
        if (shared.lineCount() == before.lineCount()) revert NothingDone();
        _store.shared = shared;
        if (_isBrought()) _check(abi.encode(Acts.RECALL_MANY, Acts.hashWords(ids), order, digest));
    }

    /// @inheritdoc ITraceExtension
    function withdraw(bytes32 id, bytes32 digest) external {
        address actor = _actor();
        Journey journey = _store.open(id);
        _store.heldBy(id, actor);
        if (journey.has(RECALLED_BY_MAKER | RECALLED_BY_ORDER)) {
            revert BatchNotActive(id, Ledger.flagsOf(journey));
        }
        Shared shared = _store.begin(digest);
        Line line = Ledger.nextOfHolder(id, journey, shared, actor, digest);
        journey = _store.withoutOffer(id, journey).with(WITHDRAWN);
        _store.append(id, journey, shared, line.write(Withdrawn.selector));
        _checkPlain(Acts.WITHDRAW, id, digest);
    }

    /* INTERNALS */

    /// @dev Recalls one of many, or tells that it was left out.
    function _recallOne(bytes32 id, bool order, bytes32 digest, address actor, Shared shared)
        private
        returns (Shared)
    {
        Batch storage batch = _store.batches[id];
        Journey journey = batch.journey;
        (bool fits, Capacity capacity) = _fits(batch, journey, order, actor);
        if (!fits) {
            emit BatchSkipped(actor, id);
            return shared;
        }
        journey = journey.with(_flagOf(capacity));
        bytes32 leaf = _nextRecall(id, journey, shared, actor, digest, capacity).write(Recalled.selector);
        batch.journey = _store.withoutOffer(id, journey).append(leaf);
        return shared.fold(leaf);
    }

    /// @dev Whether a batch can be recalled so, and as what.
    function _fits(Batch storage batch, Journey journey, bool order, address actor)
        private
        view
        returns (bool fits, Capacity capacity)
    {
        (fits, capacity) = (order, Capacity.Authority);
        if (!order && !journey.has(WITHDRAWN)) (fits, capacity) = _mayRecall(batch.holding, actor);
        uint256 limit = order ? ORDER_LINES : RECALL_LINES;
        fits = fits && journey.exists() && !journey.has(_flagOf(capacity)) && journey.seq() < limit;
    }
}
