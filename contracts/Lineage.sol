// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ITrace} from "./ITrace.sol";
import {Ledger} from "./Ledger.sol";
import {Acts} from "./libraries/Acts.sol";
import {Lines} from "./libraries/Lines.sol";
import {MassBalance} from "./libraries/MassBalance.sol";
import {hashOf, isUnit} from "./libraries/Text.sol";
import {Batch, newBatch} from "./types/Batch.sol";
import {CREATION, CREATION_CELL} from "./types/Kind.sol";

/// @title Lineage
/// @notice Batches that come of batches. What is taken out of one is taken once, for nothing is ever added to it.
/// @dev What begins comes before what it was made of: a line names no batch that there is not.
abstract contract Lineage is Ledger {
    /* CONSTANTS */

    /// @dev How many parts, inputs and outputs there are at most. A transformation of 64 into 64 takes 8 million gas, of
    ///      the 16.7 million that a transaction may have (EIP-7825).
    uint256 private constant MAXIMUM_BATCHES = 64;

    /* VERBS */

    /// @inheritdoc ITrace
    function split(bytes32 id, Part[] calldata parts, bytes32 digest) external {
        _split(id, _nextOfActive(id), parts, digest, msg.sender);
    }

    /// @inheritdoc ITrace
    function splitBySig(
        bytes32 id,
        Part[] calldata parts,
        bytes32 digest,
        address actor,
        uint256 deadline,
        bytes calldata signature
    ) external {
        Batch batch = _nextOfActive(id);
        _checkLength(parts.length, MAXIMUM_BATCHES);
        bytes32 structHash = Acts.hashWith(Acts.SPLIT, id, Acts.hashParts(parts), digest, batch.seq(), deadline);
        _checkSignature(structHash, actor, deadline, signature);
        _split(id, batch, parts, digest, actor);
    }

    /// @inheritdoc ITrace
    function transform(Input[] calldata inputs, Output[] calldata outputs, bytes32 digest) external {
        _transform(inputs, outputs, digest, msg.sender);
    }

    /// @inheritdoc ITrace
    function transformBySig(
        Input[] calldata inputs,
        Output[] calldata outputs,
        bytes32 digest,
        address actor,
        uint256 deadline,
        bytes calldata signature
    ) external {
        _checkLength(inputs.length, MAXIMUM_BATCHES);
        _checkLength(outputs.length, MAXIMUM_BATCHES);
        bytes32 structHash = Acts.hashTransform(_hashInputs(inputs), Acts.hashOutputs(outputs), digest, deadline);
        _checkSignature(structHash, actor, deadline, signature);
        _transform(inputs, outputs, digest, actor);
    }

    /* SPLITS */

    function _split(bytes32 id, Batch batch, Part[] calldata parts, bytes32 digest, address actor) private {
        if (batch.custodian() != actor) revert NotCustodian(id, actor);
        _checkLength(parts.length, MAXIMUM_BATCHES);
        uint64 line = _takeLines(_shared, digest, parts.length + 1);
        bytes32[] memory ids;
        (batch, ids) = _splitOffAll(id, batch, parts, line);
        unchecked {
            line += uint64(parts.length); // no more than were taken
        }
        _append(id, _withoutOffer(id, batch), Lines.split(id, batch, digest, line, ids));
    }

    /// @dev Takes the parts out of a batch; gives its state without them.
    function _splitOffAll(bytes32 id, Batch batch, Part[] calldata parts, uint64 line)
        private
        returns (Batch, bytes32[] memory ids)
    {
        ids = new bytes32[](parts.length);
        for (uint256 i = 0; i < ids.length; ++i) {
            Part calldata part = parts[i];
            uint64 quantity = part.quantity;
            batch = _take(id, batch, quantity);
            ids[i] = _splitOff(part.code, newBatch(batch.custodian(), quantity), part.digest, line, id);
            unchecked {
                ++line;
            }
        }
        return (batch, ids);
    }

    function _splitOff(string calldata code, Batch batch, bytes32 digest, uint64 line, bytes32 parent)
        private
        returns (bytes32 id)
    {
        id = hashOf(code);
        Chain storage chain = _checkNew(id, code);
        _checkDigest(digest);
        _begin(chain, batch, Lines.begun(code, id, parent, batch, digest, line, ITrace.SplitOff.selector));
    }

    /* TRANSFORMATIONS */

    function _transform(Input[] calldata inputs, Output[] calldata outputs, bytes32 digest, address actor) private {
        _checkLength(inputs.length, MAXIMUM_BATCHES);
        _checkLength(outputs.length, MAXIMUM_BATCHES);
        uint64 line = _takeLinesAs(actor, CREATION_CELL, CREATION, digest, inputs.length + outputs.length);
        bytes32[] memory sources = new bytes32[](inputs.length);
        for (uint256 i = 0; i < inputs.length; ++i) {
            sources[i] = inputs[i].id;
            _nextOfActive(sources[i]); // there before the outputs are: nothing is made of itself
        }
        bytes32[] memory ids = new bytes32[](outputs.length);
        // Not checked: the numbers are no more than were taken.
        unchecked {
            for (uint256 i = 0; i < outputs.length; ++i) {
                ids[i] = _produce(outputs[i], line++, sources, actor);
            }
            for (uint256 i = 0; i < inputs.length; ++i) {
                _use(inputs[i], digest, line++, ids, actor);
            }
        }
    }

    /// @dev Reads what is left after the inputs before it: the same batch may be among them.
    function _use(Input calldata input, bytes32 digest, uint64 line, bytes32[] memory outputs, address actor) private {
        bytes32 id = input.id;
        Batch batch = _nextOfActive(id);
        if (batch.custodian() != actor) revert NotCustodian(id, actor);
        batch = _take(id, batch, input.quantity);
        bytes32 leaf = Lines.transformed(id, batch, digest, line, input.quantity, outputs);
        _append(id, _withoutOffer(id, batch), leaf);
    }

    function _produce(Output calldata output, uint64 line, bytes32[] memory inputs, address actor)
        private
        returns (bytes32 id)
    {
        id = hashOf(output.code);
        Chain storage chain = _checkNew(id, output.code);
        if (!isUnit(output.unit)) revert InvalidUnit();
        _checkDigest(output.digest);
        Batch batch = newBatch(actor, output.quantity);
        _begin(chain, batch, Lines.produced(id, batch, output, line, inputs));
    }

    /// @dev The nonces are those before any input is used.
    function _hashInputs(Input[] calldata inputs) private view returns (bytes32) {
        bytes32[] memory hashes = new bytes32[](inputs.length);
        for (uint256 i = 0; i < inputs.length; ++i) {
            hashes[i] = Acts.hashInput(inputs[i], _nextOfActive(inputs[i].id).seq());
        }
        return keccak256(abi.encodePacked(hashes));
    }

    /* QUANTITIES */

    /// @dev The state after an amount was taken out of it.
    function _take(bytes32 id, Batch batch, uint64 amount) private pure returns (Batch) {
        (bool enough, uint64 left) = MassBalance.tryTake(batch.quantity(), amount);
        if (!enough) revert InsufficientQuantity(id, left, amount);
        return batch.withQuantity(left);
    }
}
