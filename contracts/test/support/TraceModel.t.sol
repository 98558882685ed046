// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Status, Verdict} from "../../types/Batch.sol";
import {Kind} from "../../types/Kind.sol";
import {Act, SignedActs, Verb} from "./SignedActs.t.sol";
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

    function mayWrite(Act memory act, address actor) internal view returns (bool) {
        Model storage model = _models[keccak256(bytes(act.code))];
        Verb verb = act.verb;
        if (verb == Verb.Create) return model.seq == 0 && current[actor] & _kindRole[CREATION] != 0;
        if (model.seq == 0 || model.status == Status.Withdrawn) return false;
        if (verb == Verb.Inspect) return current[actor] & _kindRole[INSPECTION] != 0;
        if (verb == Verb.Record) return current[actor] & _kindRole[Kind.wrap(bytes32(bytes(act.word)))] != 0;

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
        if (verb == Verb.Amend) return holds && act.amended <= model.seq;
        if (verb == Verb.Offer) return holds && act.to != actor && act.to != address(0);
        if (verb == Verb.Cancel) return holds && model.offered != address(0);
        if (verb == Verb.Take) return !holds;
        return model.offered == actor;
    }

    /// @dev Takes a line into the model, from its log alone: the words that all lines have are the first four.
    function fold(Act memory act, address actor, Vm.Log[] memory logs) internal {
        bytes32 id = keccak256(bytes(act.code));
        Model storage model = _models[id];
        if (act.verb == Verb.Create) {
            codes.push(act.code);
            (model.custodian, model.quantity, model.status) = (actor, act.quantity, Status.Active);
        }
        move(model, act, actor);
        ++model.seq;
        ++lineCount;
        if (logs.length != 1 || logs[0].emitter != address(trace)) note("not one log a line");
        bytes32[4] memory data = abi.decode(logs[0].data, (bytes32[4]));
        if (logs[0].topics[1] != id) note("a line of another batch");
        if (logs[0].topics[logs[0].topics.length - 1] != bytes32(uint256(uint160(actor)))) note("another's line");
        if (data[0] != act.digest) note("another digest");
        if (uint256(data[1]) != lineCount) note("a gap between lines");
        if (uint256(data[2]) != model.seq) note("a gap in a batch");
        if (uint256(data[3]) != block.timestamp) note("another time");
        model.head = keccak256(abi.encode(model.head, leafOf(logs[0])));
    }

    function note(string memory what) internal {
        if (bytes(surprise).length == 0) surprise = what;
    }

    /// @dev What an act changes besides the numbers and the head.
    function move(Model storage model, Act memory act, address actor) internal {
        Verb verb = act.verb;
        if (verb == Verb.Inspect) model.verdict = verdictOf(act);
        if (verb == Verb.Lift) model.status = Status.Active;
        if (verb == Verb.Withdraw) model.status = Status.Withdrawn;
        if (verb == Verb.Recall) {
            model.status = current[actor] & REGULATOR != 0 ? Status.RecallOrdered : Status.Recalled;
        }
        if (verb == Verb.Accept || verb == Verb.Take) model.custodian = actor;
        if (verb >= Verb.Recall) model.offered = verb == Verb.Offer ? act.to : address(0);
    }
}
