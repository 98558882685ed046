// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {HandingOver} from "../common/HandingOver.sol";
import {ITrace} from "../interfaces/ITrace.sol";
import {Acts} from "../libraries/Acts.sol";
import {Ledger, Store} from "../libraries/Ledger.sol";
import {Line, Lines} from "../libraries/Lines.sol";
import {Holding} from "../types/Holding.sol";
import {Journey, OFFERED} from "../types/Journey.sol";
import {Shared} from "../types/Shared.sol";

/// @title Custody
/// @notice Offers of a batch, and their acceptance.
abstract contract Custody is ITrace, HandingOver {
    using Ledger for Store;
    using Lines for Line;

    /* OFFERS */

    /// @inheritdoc ITrace
    function offerCustody(bytes32 id, address to, bytes32 digest) external {
        address actor = _actor();
        Journey journey = _store.open(id);
        Holding holding = _store.heldBy(id, actor);
        if (to == address(0) || to == address(this) || to == holding.custodian()) revert InvalidCustodian(to);
        _checkMovable(id, journey, holding, to);
        Shared shared = _store.beginMove(digest);
        _store.offers[id] = to;
        Line line = Ledger.nextOfHolder(id, journey, shared, actor, digest);
        _store.append(id, journey.with(OFFERED), shared, line.write(CustodyOffered.selector, uint160(to)));
        _checkWith(Acts.OFFER_CUSTODY, id, uint160(to), digest);
    }

    /* HAND-OVERS */

    /// @inheritdoc ITrace
    function acceptCustody(bytes32 id, uint56 quantity, bytes32 digest) external {
        address actor = _actor();
        Journey journey = _store.open(id);
        if (_store.offers[id] != actor) revert NotOffered(id, actor);
        Holding holding = _store.batches[id].holding;
        if (holding.quantity() != quantity) revert OtherQuantity(id, holding.quantity());
        _checkMovable(id, journey, holding, actor);
        _store.shared = _handOver(id, journey, holding, _store.beginMove(digest), actor, digest);
        _checkWith(Acts.ACCEPT_CUSTODY, id, quantity, digest);
    }

    /* VIEWS */

    /// @inheritdoc ITrace
    function offerOf(bytes32 id) external view returns (address) {
        return _store.offers[id];
    }
}
