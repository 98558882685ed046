// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ITraceErrors} from "../interfaces/ITraceErrors.sol";
import {ITraceLines} from "../interfaces/ITraceLines.sol";
import {ITraceTypes} from "../interfaces/ITraceTypes.sol";
import {Batch, HOLDER_LINES, Ledger, Store} from "./Ledger.sol";
import {Line, Lines} from "./Lines.sol";
import {MassBalance} from "./MassBalance.sol";
import {MAXIMUM_CODE, MAXIMUM_ROOT, hashOf, isName, isUnit} from "./Text.sol";
import {Capacity} from "../types/Capacity.sol";
import {Holding, newHolding} from "../types/Holding.sol";
import {Journey, OPEN} from "../types/Journey.sol";
import {Shared} from "../types/Shared.sol";

/// @title Lineage
/// @notice Batches that come of batches. What is taken out of one is taken once, for nothing is ever added to it.
/// @dev What begins comes before what it was made of: a line names only batches that exist.
library Lineage {
    using Ledger for Store;
    using Lines for Line;

    /// @dev How many parts, inputs and outputs there are at most. A transformation of 64 into 64 takes 8 million gas, of
    ///      the 16.7 million that a transaction may have (EIP-7825).
    uint256 private constant MAXIMUM_BATCHES = 64;

    /// @dev What all lines of one act have in common, and the shared word as it moves from one to the next: it is read
    ///      once and stored once.
    // It is never stored.
    // solhint-disable-next-line gas-struct-packing
    struct Run {
        address actor;
        address holder;
        bytes32 digest;
        bool open;
        Shared shared;
        /// What is split, and what is left of it.
        bytes32 parent;
        Holding left;
    }

    /* SPLITS */

    /// @notice As `ITrace.split`.
    /// @param store The contract's storage.
    /// @param code As in `ITrace.split`.
    /// @param parts As in `ITrace.split`.
    /// @param digest As in `ITrace.split`.
    /// @param actor Whose act it is.
    function split(
        Store storage store,
        string calldata code,
        ITraceTypes.Part[] calldata parts,
        bytes32 digest,
        address actor
    ) internal {
        bytes32 id = hashOf(code);
        bool open = store.active(id).has(OPEN);
        Holding holding = store.heldBy(id, actor);
        _checkLength(parts.length);
        Run memory run = Run(actor, holding.custodian(), digest, open, store.beginMove(digest), id, holding);
        bytes32[] memory ids = new bytes32[](parts.length);
        for (uint256 i = 0; i < parts.length; ++i) {
            ids[i] = _splitOff(store, run, code, parts[i]);
        }
        bytes memory rest = abi.encode(run.left.quantity(), ids);
        Lines.rebase(rest, 1, 0xc0);
        _append(store, run, id, run.left, ITraceLines.Split.selector, rest);
        store.shared = run.shared;
    }

    function _splitOff(
        Store storage store,
        Run memory run,
        string calldata code,
        ITraceTypes.Part calldata part
    ) private returns (bytes32 id) {
        run.left = _take(run.parent, run.left, part.quantity);
        if (!isName(part.name, MAXIMUM_ROOT)) revert ITraceErrors.InvalidCode();
        string memory whole = string.concat(code, "~", part.name);
        if (bytes(whole).length > MAXIMUM_CODE) revert ITraceErrors.InvalidCode();
        id = keccak256(bytes(whole));
        store.checkFree(id);
        bytes memory rest = abi.encode(run.parent, part.quantity, run.holder, run.open, whole);
        Lines.rebase(rest, 4, 0xc0);
        bytes32 leaf = _first(run, id, part.digest, 0).writeLong(ITraceLines.SplitOff.selector, 0, rest);
        _begin(store, run, id, run.left.withQuantity(part.quantity), leaf);
    }

    /* TRANSFORMATIONS */

    /// @notice As `ITrace.transform`.
    /// @param store The contract's storage.
    /// @param inputs As in `ITrace.transform`.
    /// @param outputs As in `ITrace.transform`.
    /// @param open As in `ITrace.transform`.
    /// @param digest As in `ITrace.transform`.
    /// @param actor Whose act it is.
    function transform(
        Store storage store,
        ITraceTypes.Item[] calldata inputs,
        ITraceTypes.Output[] calldata outputs,
        bool open,
        bytes32 digest,
        address actor
    ) internal {
        _checkLength(inputs.length);
        _checkLength(outputs.length);
        address holder = store.batches[inputs[0].id].holding.custodian();
        bytes32[] memory sources = _checkInputs(store, inputs, holder, actor);
        Run memory run = Run(actor, holder, digest, open, store.beginMove(digest), 0, Holding.wrap(0));
        bytes32[] memory ids = _produceAll(store, run, outputs, sources);
        for (uint256 i = 0; i < inputs.length; ++i) _use(store, run, inputs[i], ids);
        store.shared = run.shared;
    }

    /// @dev Before the outputs are there: nothing is made of itself. All inputs are of one custodian, for who acts for two
    ///      must not move goods between them.
    function _checkInputs(Store storage store, ITraceTypes.Item[] calldata inputs, address holder, address actor)
        private
        view
        returns (bytes32[] memory ids)
    {
        ids = new bytes32[](inputs.length);
        for (uint256 i = 0; i < inputs.length; ++i) {
            bytes32 id = inputs[i].id;
            ids[i] = id;
            store.active(id);
            if (store.heldBy(id, actor).custodian() != holder) revert ITraceErrors.NotHolder(id, holder);
        }
    }

    function _produceAll(
        Store storage store,
        Run memory run,
        ITraceTypes.Output[] calldata outputs,
        bytes32[] memory inputs
    ) private returns (bytes32[] memory ids) {
        (uint256 roles, uint40 maker) = store.creator(run.holder, run.shared);
        ids = new bytes32[](outputs.length);
        for (uint256 i = 0; i < outputs.length; ++i) ids[i] = _produce(store, run, outputs[i], inputs, roles, maker);
    }

    function _produce(
        Store storage store,
        Run memory run,
        ITraceTypes.Output calldata output,
        bytes32[] memory inputs,
        uint256 roles,
        uint40 maker
    ) private returns (bytes32 id) {
        id = hashOf(output.code);
        store.checkRoot(id, output.code, run.holder);
        if (!isUnit(output.unit)) revert ITraceErrors.InvalidUnit();
        Line line = _first(run, id, output.digest, roles);
        bytes32 leaf = line.writeLong(ITraceLines.Produced.selector, 0, _encodeProduced(run, output, inputs));
        _begin(store, run, id, newHolding(run.holder, output.quantity, maker), leaf);
    }

    function _encodeProduced(Run memory run, ITraceTypes.Output calldata output, bytes32[] memory inputs)
        private
        pure
        returns (bytes memory rest)
    {
        rest = abi.encode(output.unit, output.quantity, run.holder, run.open, output.code, inputs);
        Lines.rebase(rest, 4, 0xc0);
        Lines.rebase(rest, 5, 0xc0);
    }

    /// @dev Reads what is left after the inputs before it: the same batch may be among them.
    function _use(
        Store storage store,
        Run memory run,
        ITraceTypes.Item calldata input,
        bytes32[] memory outputs
    ) private {
        bytes32 id = input.id;
        Holding holding = _take(id, store.batches[id].holding, input.quantity);
        bytes memory rest = abi.encode(input.quantity, holding.quantity(), outputs);
        Lines.rebase(rest, 2, 0xc0);
        _append(store, run, id, holding, ITraceLines.Transformed.selector, rest);
    }

    /* INTERNALS */

    /// @dev What the first line of a batch says of itself.
    function _first(Run memory run, bytes32 id, bytes32 digest, uint256 roles) private view returns (Line) {
        if (digest == 0) revert ITraceErrors.InvalidDigest();
        return Ledger.next(id, Journey.wrap(0), run.shared, run.actor, digest, Capacity.Holder, roles, HOLDER_LINES);
    }

    /// @dev Writes the state after the first line of a batch.
    function _begin(Store storage store, Run memory run, bytes32 id, Holding holding, bytes32 leaf) private {
        Batch storage batch = store.batches[id];
        batch.holding = holding;
        batch.journey = Journey.wrap(run.open ? OPEN : 0).append(leaf);
        run.shared = run.shared.fold(leaf);
    }

    /// @dev Writes the line of a batch of which something was taken, and what is left of it.
    function _append(
        Store storage store,
        Run memory run,
        bytes32 id,
        Holding holding,
        bytes32 selector,
        bytes memory rest
    ) private {
        Batch storage batch = store.batches[id];
        Journey journey = batch.journey;
        Line line = Ledger.nextOfHolder(id, journey, run.shared, run.actor, run.digest);
        bytes32 leaf = line.writeLong(selector, 0, rest);
        batch.holding = holding;
        batch.journey = store.withoutOffer(id, journey).append(leaf);
        run.shared = run.shared.fold(leaf);
    }

    function _checkLength(uint256 length) private pure {
        if (length == 0 || length > MAXIMUM_BATCHES) revert ITraceErrors.InvalidLength(length, MAXIMUM_BATCHES);
    }

    /// @dev The state after an amount was taken out of it.
    function _take(bytes32 id, Holding holding, uint56 amount) private pure returns (Holding) {
        (bool enough, uint56 left) = MassBalance.tryTake(holding.quantity(), amount);
        if (!enough) revert ITraceErrors.InsufficientQuantity(id, left, amount);
        return holding.withQuantity(left);
    }
}
