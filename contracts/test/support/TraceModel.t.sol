// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITrace} from "../../ITrace.sol";
import {Status, Verdict} from "../../types/Batch.sol";
import {Kind} from "../../types/Kind.sol";
import {Act, SignedInput, Verb, digestsOf, inputsOf, linesOf} from "./Act.t.sol";
import {kindIn, verdictOf} from "./ActCalls.t.sol";
import {SignedActs} from "./SignedActs.t.sol";
import {Vm} from "./Vm.t.sol";

/// @dev What the contract should hold after the acts that were done, kept from the logs alone, and who may do what then.
///      Whoever adds a verb says here who may do it (`mayWrite`) and what it changes (`move`).
abstract contract TraceModel is SignedActs {
    struct Model {
        address custodian;
        uint64 quantity;
        uint24 seq;
        Status status;
        Verdict verdict;
        address offered;
        bytes32 head;
        /// What the logs say that it began with, and that was taken out of it since.
        uint256 created;
        uint256 taken;
    }

    mapping(Kind => uint256) internal _kindRole;
    mapping(bytes32 id => Model) internal _models;

    string[] public codes;
    mapping(address => uint256) public current;
    mapping(address => uint256) public ever;
    uint64 public lineCount;
    bool public paused;

    /// @dev Empty as long as the contract did what the model says; else what it did otherwise first.
    string public surprise;

    /* WHO MAY */

    function mayWrite(Act memory act, address actor) internal view returns (bool) {
        Model storage model = modelIn(act);
        Verb verb = act.verb;
        if (verb == Verb.Create) return model.seq == 0 && holdsRoleFor(CREATION, actor);
        if (verb == Verb.Transform) {
            return holdsRoleFor(CREATION, actor) && areTakeable(inputsOf(act), actor) && areNew(act.outputs);
        }
        if (model.seq == 0 || model.status == Status.Withdrawn) return false;
        if (verb == Verb.Inspect) return holdsRoleFor(INSPECTION, actor);
        if (verb == Verb.Record) return holdsRoleFor(kindIn(act), actor);
        if (verb == Verb.Anchor) return holdsRoleFor(TELEMETRY, actor) && act.root != 0 && act.count != 0;
        if (verb == Verb.Series) {
            for (uint256 i = 0; i < act.digests.length; ++i) if (act.digests[i] == 0) return false;
            return holdsRoleFor(kindIn(act), actor);
        }

        bool holds = model.custodian == actor;
        bool oversees = current[actor] & REGULATOR != 0;
        if (verb == Verb.Recall) {
            return oversees ? model.status != Status.RecallOrdered : holds && model.status == Status.Active;
        }
        if (verb == Verb.Lift) {
            return model.status == Status.RecallOrdered ? oversees : holds && model.status == Status.Recalled;
        }
        if (verb == Verb.Withdraw) return holds && model.status != Status.RecallOrdered;
        if (model.status != Status.Active) return false;
        if (verb == Verb.Split) return holds && areTakeable(act.parts, model.quantity);
        if (verb == Verb.Amend) return holds && act.amended <= model.seq;
        if (verb == Verb.Offer) return holds && act.to != actor && act.to != address(0);
        if (verb == Verb.Cancel) return holds && model.offered != address(0);
        if (verb == Verb.Take) return !holds;
        return model.offered == actor;
    }

    function holdsRoleFor(Kind kind, address actor) private view returns (bool) {
        return current[actor] & _kindRole[kind] != 0;
    }

    /// @dev Whether parts are new batches, each of something, and together no more than there is.
    function areTakeable(ITrace.Part[] memory parts, uint256 quantity) private view returns (bool) {
        uint256 sum;
        for (uint256 i = 0; i < parts.length; ++i) {
            if (parts[i].quantity == 0 || parts[i].digest == 0 || !isNew(parts[i].code)) return false;
            for (uint256 j = 0; j < i; ++j) if (same(parts[i].code, parts[j].code)) return false;
            sum += parts[i].quantity;
        }
        return sum <= quantity;
    }

    /// @dev Whether inputs are active, the actor's, and each time something that is left.
    function areTakeable(SignedInput[] memory inputs, address actor) private view returns (bool) {
        for (uint256 i = 0; i < inputs.length; ++i) {
            Model storage model = _models[keccak256(bytes(inputs[i].code))];
            if (model.status != Status.Active || model.custodian != actor || inputs[i].quantity == 0) return false;
            uint256 sum = inputs[i].quantity;
            for (uint256 j = 0; j < i; ++j) if (same(inputs[i].code, inputs[j].code)) sum += inputs[j].quantity;
            if (sum > model.quantity) return false;
        }
        return true;
    }

    function areNew(ITrace.Output[] memory outputs) private view returns (bool) {
        for (uint256 i = 0; i < outputs.length; ++i) {
            if (outputs[i].digest == 0 || !isNew(outputs[i].code)) return false;
            for (uint256 j = 0; j < i; ++j) if (same(outputs[i].code, outputs[j].code)) return false;
        }
        return true;
    }

    function isNew(string memory code) private view returns (bool) {
        return _models[keccak256(bytes(code))].seq == 0;
    }

    function same(string memory a, string memory b) internal pure returns (bool) {
        return keccak256(bytes(a)) == keccak256(bytes(b));
    }

    /* WHAT IS DONE */

    /// @dev Takes an act into the model, and its logs.
    function fold(Act memory act, address actor, Vm.Log[] memory logs) internal {
        move(act, actor);
        if (logs.length != linesOf(act)) return note("not one log a line");
        for (uint256 i = 0; i < logs.length; ++i) {
            (bytes32 id, bytes32 digest) = lineAt(act, i);
            if (logs[i].emitter != address(trace)) note("another's log");
            if (logs[i].topics[1] != id) note("a line of another batch");
            if (logs[i].topics[logs[i].topics.length - 1] != bytes32(uint256(uint160(actor)))) note("another's line");
            foldLine(_models[id], digest, logs[i]);
        }
    }

    /// @dev From its log alone: the words that all lines have are the first four.
    function foldLine(Model storage model, bytes32 digest, Vm.Log memory log) private {
        ++model.seq;
        ++lineCount;
        bytes32[4] memory data = abi.decode(log.data, (bytes32[4]));
        if (data[0] != digest) note("another digest");
        if (uint256(data[1]) != lineCount) note("a gap between lines");
        if (uint256(data[2]) != model.seq) note("a gap in a batch");
        if (uint256(data[3]) != block.timestamp) note("another time");
        model.head = keccak256(abi.encode(model.head, leafOf(log)));
        foldQuantity(model, log);
    }

    /// @dev What the lines say that was created, taken and left.
    function foldQuantity(Model storage model, Vm.Log memory log) private {
        bytes32 selector = log.topics[0];
        if (model.seq == 1) {
            bytes32[6] memory begun = abi.decode(log.data, (bytes32[6]));
            model.created = uint256(begun[5]);
            if (selector == ITrace.SplitOff.selector) _models[begun[4]].taken += model.created;
        } else if (selector == ITrace.Split.selector) {
            uint256 left = uint256(abi.decode(log.data, (bytes32[5]))[4]);
            if (left + model.taken != model.created) note("a split that loses or makes something");
        } else if (selector == ITrace.Transformed.selector) {
            bytes32[6] memory used = abi.decode(log.data, (bytes32[6]));
            model.taken += uint256(used[4]);
            if (uint256(used[5]) + model.taken != model.created) note("a use that loses or makes something");
        }
    }

    /// @dev The batch and the digest of one of the lines that an act has: what begins comes first.
    function lineAt(Act memory act, uint256 i) private pure returns (bytes32 id, bytes32 digest) {
        (id, digest) = (keccak256(bytes(act.code)), act.digest);
        if (act.verb == Verb.Series) digest = digestsOf(act)[i];
        if (act.verb == Verb.Split && i < act.parts.length) {
            (id, digest) = (keccak256(bytes(act.parts[i].code)), act.parts[i].digest);
        }
        if (act.verb != Verb.Transform) return (id, digest);
        uint256 outputs = act.outputs.length;
        if (i >= outputs) return (keccak256(bytes(inputsOf(act)[i - outputs].code)), digest);
        return (keccak256(bytes(act.outputs[i].code)), act.outputs[i].digest);
    }

    function note(string memory what) internal {
        if (bytes(surprise).length == 0) surprise = what;
    }

    /// @dev What an act changes besides the numbers and the head.
    function move(Act memory act, address actor) private {
        Model storage model = modelIn(act);
        Verb verb = act.verb;
        if (verb == Verb.Create) begin(act.code, actor, act.quantity);
        if (verb == Verb.Split) moveSplit(act, model, actor);
        if (verb == Verb.Transform) moveTransform(act, actor);
        if (verb == Verb.Inspect) model.verdict = verdictOf(act);
        if (verb == Verb.Lift) model.status = Status.Active;
        if (verb == Verb.Withdraw) model.status = Status.Withdrawn;
        if (verb == Verb.Recall) {
            model.status = current[actor] & REGULATOR != 0 ? Status.RecallOrdered : Status.Recalled;
        }
        if (verb == Verb.Accept || verb == Verb.Take) model.custodian = actor;
        bool leavesOffers = verb <= Verb.Amend || verb == Verb.Series || verb == Verb.Anchor;
        if (!leavesOffers) model.offered = verb == Verb.Offer ? act.to : address(0);
    }

    function moveSplit(Act memory act, Model storage model, address actor) private {
        for (uint256 i = 0; i < act.parts.length; ++i) {
            model.quantity -= act.parts[i].quantity;
            begin(act.parts[i].code, actor, act.parts[i].quantity);
        }
    }

    function moveTransform(Act memory act, address actor) private {
        SignedInput[] memory inputs = inputsOf(act);
        for (uint256 i = 0; i < inputs.length; ++i) {
            Model storage model = _models[keccak256(bytes(inputs[i].code))];
            model.quantity -= inputs[i].quantity;
            model.offered = address(0);
        }
        for (uint256 i = 0; i < act.outputs.length; ++i) {
            begin(act.outputs[i].code, actor, act.outputs[i].quantity);
        }
    }

    function begin(string memory code, address actor, uint64 quantity) private {
        codes.push(code);
        Model storage model = _models[keccak256(bytes(code))];
        (model.custodian, model.quantity, model.status) = (actor, quantity, Status.Active);
    }

    function modelIn(Act memory act) internal view returns (Model storage) {
        return _models[keccak256(bytes(act.code))];
    }
}
