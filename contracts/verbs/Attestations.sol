// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Attesting} from "../common/Attesting.sol";
import {ITrace} from "../interfaces/ITrace.sol";
import {Acts} from "../libraries/Acts.sol";
import {Ledger, ROLE_LINES, Store} from "../libraries/Ledger.sol";
import {Line, Lines} from "../libraries/Lines.sol";
import {hashOf, isUnit} from "../libraries/Text.sol";
import {REGULATOR} from "../types/Account.sol";
import {Capacity} from "../types/Capacity.sol";
import {newHolding} from "../types/Holding.sol";
import {Journey, OPEN, Verdict} from "../types/Journey.sol";
import {INSPECTION, Kind} from "../types/Kind.sol";
import {Shared} from "../types/Shared.sol";

/// @title Attestations
/// @notice Batches, and what is said of them.
abstract contract Attestations is ITrace, Attesting {
    using Ledger for Store;
    using Lines for Line;

    /* VERBS */

    /// @inheritdoc ITrace
    function create(string calldata code, bytes3 unit, uint56 quantity, bool open, address holder, bytes32 digest)
        external
        returns (bytes32 id)
    {
        id = hashOf(code);
        if (!isUnit(unit)) revert InvalidUnit();
        bytes memory rest = abi.encode(unit, quantity, holder, open, code);
        Lines.rebase(rest, 4, 0xc0);
        _create(id, code, holder, open ? OPEN : 0, quantity, digest, rest);
        if (_isBrought()) {
            _check(abi.encode(Acts.CREATE, id, Acts.wordOf(unit), quantity, open, holder, digest));
        }
    }

    /// @inheritdoc ITrace
    function record(bytes32 id, Kind kind, bytes32 digest) external {
        (Line line, Journey journey, Shared shared) = _attest(id, kind, digest);
        _store.append(id, journey, shared, line.writeStep(Recorded.selector, Kind.unwrap(kind)));
        if (_isBrought()) _checkWith(Acts.RECORD, id, uint256(kind.hash()), digest);
    }

    /// @inheritdoc ITrace
    function inspect(bytes32 id, Verdict verdict, bytes32 digest) external {
        if (verdict == Verdict.None) revert InvalidVerdict();
        Shared shared = _store.begin(digest);
        Journey journey = _store.open(id);
        Line line = _next(id, journey, shared, digest, INSPECTION, _store.rolesFor(INSPECTION, shared));
        journey = journey.withVerdict(verdict, line.rolesOf() & REGULATOR == 0 ? 1 : 2);
        _store.append(id, journey, shared, line.write(Inspected.selector, uint256(verdict)));
        if (_isBrought()) _checkWith(Acts.INSPECT, id, uint256(Acts.wordOf(verdict)), digest);
    }

    /* INTERNALS */

    /// @dev `rest` is what `Created` says after what every line says.
    function _create(
        bytes32 id,
        string calldata code,
        address holder,
        uint256 flags,
        uint56 quantity,
        bytes32 digest,
        bytes memory rest
    ) private {
        address actor = _actor();
        Shared shared = _store.beginMove(digest);
        if (!_store.isHolder(holder, actor)) revert NotHolder(id, actor);
        (uint256 roles, uint40 maker) = _store.creator(holder, shared);
        _store.checkRoot(id, code, holder);
        _store.batches[id].holding = newHolding(holder, quantity, maker);
        Line line = Ledger.next(id, Journey.wrap(0), shared, actor, digest, Capacity.Holder, roles, ROLE_LINES);
        _store.append(id, Journey.wrap(flags), shared, line.writeLong(Created.selector, 0, rest));
    }
}
