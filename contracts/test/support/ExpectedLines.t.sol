// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITrace} from "../../ITrace.sol";
import {Status, Verdict} from "../../types/Batch.sol";
import {Act, SignedInput, Verb, digestsOf, inputsOf} from "./Act.t.sol";
import {SignedActs} from "./SignedActs.t.sol";
import {vm} from "./Vm.t.sol";

/// @dev The lines that an act should have, of those that may be brought on a batch as it was created.
abstract contract ExpectedLines is SignedActs {
    struct Use {
        uint24 seq;
        uint64 used;
        uint64 left;
    }

    /// @dev Expects the next call to log them all, in this order.
    function expectLines(Act memory act, address who) internal {
        uint64 line = trace.lineCount() + 1;
        if (act.verb == Verb.Split) return expectSplit(act, who, line);
        if (act.verb == Verb.Transform) return expectTransform(act, who, line);
        bytes32 id = keccak256(bytes(act.code));
        if (act.verb == Verb.Series) return expectSeries(id, digestsOf(act), act.seq, who, line);
        uint40 time = uint40(block.timestamp);
        vm.expectEmit(address(trace));
        if (act.verb == Verb.Create) {
            emit ITrace.Created(id, who, act.digest, line, 1, time, KGM, act.quantity, act.code);
        } else if (act.verb == Verb.Record) {
            emit ITrace.Recorded(id, HARVEST, who, act.digest, line, act.seq, time);
        } else if (act.verb == Verb.Inspect) {
            emit ITrace.Inspected(id, who, act.digest, line, act.seq, time, Verdict.Pass);
        } else if (act.verb == Verb.Recall) {
            emit ITrace.Recalled(id, who, act.digest, line, act.seq, time, Status.Recalled);
        } else if (act.verb == Verb.Withdraw) {
            emit ITrace.Withdrawn(id, who, act.digest, line, act.seq, time, Status.Withdrawn);
        } else if (act.verb == Verb.Offer) {
            emit ITrace.CustodyOffered(id, who, act.digest, line, act.seq, time, act.to);
        } else if (act.verb == Verb.Anchor) {
            emit ITrace.Anchored(id, who, act.digest, line, act.seq, time, act.root, act.count);
        } else {
            emit ITrace.Amended(id, who, act.digest, line, act.seq, time, act.amended);
        }
    }

    function expectSeries(bytes32 id, bytes32[] memory digests, uint24 seq, address who, uint64 line) private {
        for (uint256 i = 0; i < digests.length; ++i) {
            vm.expectEmit(address(trace));
            emit ITrace.Recorded(id, HARVEST, who, digests[i], line++, seq++, uint40(block.timestamp));
        }
    }

    /// @dev The parts come before what they were part of.
    function expectSplit(Act memory act, address who, uint64 line) private {
        bytes32 id = keccak256(bytes(act.code));
        uint40 time = uint40(block.timestamp);
        bytes32[] memory ids = new bytes32[](act.parts.length);
        uint64 left = trace.batchOf(id).quantity;
        for (uint256 i = 0; i < ids.length; ++i) {
            ITrace.Part memory part = act.parts[i];
            ids[i] = keccak256(bytes(part.code));
            left -= part.quantity;
            vm.expectEmit(address(trace));
            emit ITrace.SplitOff(ids[i], who, part.digest, line++, 1, time, id, part.quantity, part.code);
        }
        vm.expectEmit(address(trace));
        emit ITrace.Split(id, who, act.digest, line, act.seq, time, left, ids);
    }

    /// @dev What comes out comes before what went in.
    function expectTransform(Act memory act, address who, uint64 line) private {
        SignedInput[] memory inputs = inputsOf(act);
        bytes32[] memory sources = new bytes32[](inputs.length);
        for (uint256 i = 0; i < inputs.length; ++i) sources[i] = keccak256(bytes(inputs[i].code));
        bytes32[] memory ids = new bytes32[](act.outputs.length);
        for (uint256 i = 0; i < ids.length; ++i) {
            ITrace.Output memory output = act.outputs[i];
            ids[i] = keccak256(bytes(output.code));
            expectProduced(ids[i], who, line++, output, sources);
        }
        for (uint256 i = 0; i < inputs.length; ++i) {
            expectUse(sources[i], who, act.digest, line++, useOf(inputs, i), ids);
        }
    }

    function expectProduced(
        bytes32 id,
        address who,
        uint64 line,
        ITrace.Output memory output,
        bytes32[] memory sources
    ) private {
        uint40 time = uint40(block.timestamp);
        vm.expectEmit(address(trace));
        emit ITrace.Produced(
            id, who, output.digest, line, 1, time, output.unit, output.quantity, output.code, sources
        );
    }

    function expectUse(bytes32 id, address who, bytes32 digest, uint64 line, Use memory use, bytes32[] memory ids)
        private
    {
        uint40 time = uint40(block.timestamp);
        vm.expectEmit(address(trace));
        emit ITrace.Transformed(id, who, digest, line, use.seq, time, use.used, use.left, ids);
    }

    /// @dev An input that is named again takes from what is left of it, with the number after.
    function useOf(SignedInput[] memory inputs, uint256 place) private view returns (Use memory use) {
        bytes32 id = keccak256(bytes(inputs[place].code));
        use.used = inputs[place].quantity;
        use.left = trace.batchOf(id).quantity - use.used;
        use.seq = trace.batchOf(id).seq + 1;
        for (uint256 i = 0; i < place; ++i) {
            if (keccak256(bytes(inputs[i].code)) != id) continue;
            use.left -= inputs[i].quantity;
            ++use.seq;
        }
    }
}
