// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {HandingOver} from "../common/HandingOver.sol";
import {ITraceExtension} from "../interfaces/ITraceExtension.sol";
import {Acts} from "../libraries/Acts.sol";
import {Batch, HOLDER_LINES, Ledger, Store} from "../libraries/Ledger.sol";
import {Line, Lines} from "../libraries/Lines.sol";
import {Capacity} from "../types/Capacity.sol";
import {Holding} from "../types/Holding.sol";
import {Journey, OPEN} from "../types/Journey.sol";
import {Shared} from "../types/Shared.sol";

/// @title HandOvers
/// @notice Offers that come to nothing, hand-overs of many batches at once, and who may write on a batch.
abstract contract HandOvers is ITraceExtension, HandingOver {
    using Ledger for Store;
    using Lines for Line;

    /* CONSTANTS */

    uint256 private constant MAXIMUM_HAND_OVER = 256;

    /* VERBS */

    /// @inheritdoc ITraceExtension
    function cancelOffer(bytes32 id, bytes32 digest) external {
        address actor = _actor();
        Journey journey = _store.open(id);
        _store.heldBy(id, actor);
        address to = _store.offers[id];
        if (to == address(0)) revert NotOffered(id, to);
        Shared shared = _store.begin(digest);
        Line line = Ledger.nextOfHolder(id, journey, shared, actor, digest);
        bytes32 leaf = line.write(OfferCancelled.selector, uint160(to));
        _store.append(id, _store.withoutOffer(id, journey), shared, leaf);
        _checkPlain(Acts.CANCEL_OFFER, id, digest);
    }

    /// @inheritdoc ITraceExtension
    function refuseCustody(bytes32 id, bytes32 digest) external {
        address actor = _actor();
        Journey journey = _store.open(id);
        if (_store.offers[id] != actor) revert NotOffered(id, actor);
        Shared shared = _store.begin(digest);
        Line line =
            Ledger.next(id, journey, shared, actor, digest, Capacity.Recipient, 0, HOLDER_LINES);
        bytes32 leaf = line.write(CustodyRefused.selector, uint160(_store.batches[id].holding.custodian()));
        _store.append(id, _store.withoutOffer(id, journey), shared, leaf);
        _checkPlain(Acts.REFUSE_CUSTODY, id, digest);
    }

    /// @inheritdoc ITraceExtension
    function takeMany(Item[] calldata batches, bytes32 digest, Consent calldata consent) external {
        address actor = _actor();
        if (batches.length == 0 || batches.length > MAXIMUM_HAND_OVER) {
            revert InvalidLength(batches.length, MAXIMUM_HAND_OVER);
        }
        Shared before = _store.beginMove(digest);
        Shared shared = before;
        for (uint256 i = 0; i < batches.length; ++i) {
            shared = _take(batches[i], actor, consent.actor, digest, shared);
        }
        if (shared.lineCount() == before.lineCount()) revert NothingDone();
        _store.shared = shared;
        _checkConsent(batches, actor, digest, consent);
    }

    /// @inheritdoc ITraceExtension
    function setOpen(bytes32 id, bool open, bytes32 digest) external {
        address actor = _actor();
        Journey journey = _store.open(id);
        _store.heldBy(id, actor);
        Shared shared = _store.begin(digest);
        Line line = Ledger.nextOfHolder(id, journey, shared, actor, digest);
        journey = open ? journey.with(OPEN) : journey.without(OPEN);
        _store.append(id, journey, shared, line.write(OpenSet.selector, open ? 1 : 0));
        _checkWith(Acts.SET_OPEN, id, open ? 1 : 0, digest);
    }

    /* INTERNALS */

    /// @dev Takes one of many, or tells that it was left out.
    function _take(Item calldata item, address actor, address from, bytes32 digest, Shared shared)
        private
        returns (Shared)
    {
        bytes32 id = item.id;
        Batch storage batch = _store.batches[id];
        (Journey journey, Holding holding) = (batch.journey, batch.holding);
        bool fits = _isMovable(journey, holding, actor) && _isAgreed(holding, item.quantity, actor, from);
        if (fits && journey.seq() < HOLDER_LINES) return _handOver(id, journey, holding, shared, actor, digest);
        emit BatchSkipped(actor, id);
        return shared;
    }

    /// @dev Whether a batch is what was agreed on, by its holder, for somebody else.
    function _isAgreed(Holding holding, uint56 quantity, address actor, address from) private view returns (bool) {
        address custodian = holding.custodian();
        return custodian != actor && holding.quantity() == quantity && _store.isHolder(custodian, from);
    }

    /// @dev Checks the holder's signature and, if the act was brought, the taker's.
    function _checkConsent(Item[] calldata batches, address actor, bytes32 digest, Consent calldata consent) private {
        bytes32 items = Acts.hashItems(batches);
        bytes32 handOver = keccak256(
            abi.encode(Acts.HAND_OVER, items, actor, digest, consent.actor, consent.nonce, consent.deadline)
        );
        _checkSignature(handOver, consent.actor, consent.nonce, consent.deadline, consent.signature);
        if (_isBrought()) _check(abi.encode(Acts.TAKE_MANY, items, consent.actor, digest));
    }
}
