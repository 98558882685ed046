// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Signatures} from "./Signatures.sol";
import {Batch, Ledger, Store} from "../libraries/Ledger.sol";
import {Line, Lines} from "../libraries/Lines.sol";
import {Holding} from "../types/Holding.sol";
import {Journey, RECALLED, WITHDRAWN} from "../types/Journey.sol";
import {Shared} from "../types/Shared.sol";

/// @title HandingOver
/// @notice How a batch changes hands: never without the consent of both sides.
abstract contract HandingOver is Signatures {
    using Ledger for Store;
    using Lines for Line;

    /// @dev A recalled batch goes back to its maker, and nowhere else.
    function _isMovable(Journey journey, Holding holding, address to) internal view returns (bool) {
        if (!journey.exists() || journey.has(WITHDRAWN)) return false;
        return !journey.has(RECALLED) || _store.isMaker(holding.maker(), to);
    }

    function _checkMovable(bytes32 id, Journey journey, Holding holding, address to) internal view {
        if (!_isMovable(journey, holding, to)) revert BatchNotActive(id, Ledger.flagsOf(journey));
    }

    /// @dev Gives a batch to the actor. Returns the shared word after that line, which is not stored yet.
    function _handOver(bytes32 id, Journey journey, Holding holding, Shared shared, address actor, bytes32 digest)
        internal
        returns (Shared)
    {
        Line line = Ledger.nextOfHolder(id, journey, shared, actor, digest);
        bytes32 leaf = line.write(CustodyAccepted.selector, uint160(holding.custodian()), holding.quantity());
        Batch storage batch = _store.batches[id];
        batch.holding = holding.withCustodian(actor);
        batch.journey = _store.withoutOffer(id, journey).append(leaf);
        return shared.fold(leaf);
    }
}
