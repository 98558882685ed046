// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITrace} from "../../ITrace.sol";
import {Status, Verdict} from "../../types/Batch.sol";
import {Kind} from "../../types/Kind.sol";
import {Act, SignedActs, Verb} from "./SignedActs.t.sol";
import {Vm, bound, vm} from "./Vm.t.sol";

/// @dev Does random acts, directly and by signature, and keeps a model of its own of what the contract should hold. It
///      says of each act beforehand whether it may succeed; `surprise` names the first that did not turn out so.
contract TraceHandler is SignedActs {
    struct Model {
        address custodian;
        uint64 quantity;
        uint24 seq;
        Status status;
        Verdict verdict;
        address offered;
        bytes32 head;
    }

    uint256 private constant ACTORS = 6;

    Kind[4] private _kinds = [CREATION, INSPECTION, HARVEST, GRADING];
    mapping(Kind => uint256) private _kindRole;
    bytes private _landed;

    string[] public codes;
    mapping(bytes32 id => Model) private models;
    mapping(address => uint256) public current;
    mapping(address => uint256) public ever;
    uint64 public lineCount;
    bool public paused;

    /// @dev What was done, so that no run is empty.
    mapping(Verb => uint256) public direct;
    mapping(Verb => uint256) public signed;
    uint256 public refused;
    uint256 public replays;
    uint256 public calls;

    string public surprise;

    modifier counted() {
        ++calls;
        _;
    }

    constructor() {
        setUp();
        for (uint256 i = 0; i < ACTORS; ++i) {
            current[holder(i)] = ever[holder(i)] = 1 << i;
        }
        _kindRole[CREATION] = PRODUCER | PROCESSOR;
        _kindRole[INSPECTION] = INSPECTOR | REGULATOR;
        _kindRole[HARVEST] = PRODUCER;
        _kindRole[GRADING] = PROCESSOR | CARRIER;
        doAct(Verb.Create, 0);
    }

    /* ACTS */

    function doCreate(uint256 seed) external counted {
        doAct(Verb.Create, seed);
    }

    function doRecord(uint256 seed) external counted {
        doAct(Verb.Record, seed);
    }

    function doInspect(uint256 seed) external counted {
        doAct(Verb.Inspect, seed);
    }

    function doAmend(uint256 seed) external counted {
        doAct(Verb.Amend, seed);
    }

    function doRecall(uint256 seed) external counted {
        doAct(Verb.Recall, seed);
    }

    function doLift(uint256 seed) external counted {
        doAct(Verb.Lift, seed);
    }

    /// @dev The end of a batch is rare, for otherwise soon there were none.
    function doWithdraw(uint256 seed) external counted {
        if (odds(seed, refused, 2)) doAct(Verb.Withdraw, seed);
    }

    function doOffer(uint256 seed) external counted {
        doAct(Verb.Offer, seed);
    }

    /// @dev One of the three answers to an offer.
    function doAnswer(uint256 seed) external counted {
        Verb verb = direct[Verb.Refuse] + signed[Verb.Refuse] == 0 ? Verb.Refuse : Verb.Accept;
        doAct(odds(seed, refused, 3) ? Verb.Cancel : odds(seed, lineCount, 3) ? Verb.Refuse : verb, seed);
    }

    function doTake(uint256 seed) external counted {
        doAct(Verb.Take, seed);
    }

    /// @dev Brings the signature that landed last once more.
    function doReplay() external counted {
        if (_landed.length == 0) return;
        (bool success,) = address(trace).call(_landed);
        if (success) note("a signature landed twice");
        else ++replays;
    }

    /* ADMINISTRATION */

    /// @dev Roles come more often than they go, for otherwise soon nobody may do anything.
    function doGrant(uint256 actor, uint8 bit) external counted {
        address account = holder(actor % ACTORS);
        grant(roles()[bit % 6], account);
        current[account] |= 1 << (bit % 6);
        ever[account] |= 1 << (bit % 6);
    }

    /// @dev Of the roles that the account holds, the first from some place on.
    function doRevoke(uint256 actor, uint8 bit, bool renounce) external counted {
        address who = holder(actor % ACTORS);
        if (odds(actor, lineCount, 2) || current[who] == 0) return;
        while ((current[who] >> (bit % 6)) & 1 == 0) bit = (bit % 6) + 1;
        bytes32 role = roles()[bit % 6];
        vm.prank(renounce ? who : registrar);
        if (renounce) trace.renounceRole(role, who);
        else trace.revokeRole(role, who);
        current[who] &= ~(1 << (bit % 6));
    }

    function doSetKindRole(uint256 kind, uint8 set) external counted {
        // Seldom closed to all: it would stay so for long.
        if (!odds(kind, lineCount, 8)) set |= uint8(3 << (set % 5));
        setKindRole(_kinds[kind % 4], set % 64);
        _kindRole[_kinds[kind % 4]] = set % 64;
    }

    function doPause(uint8 seed) external counted {
        bool stop = odds(seed, lineCount, 6);
        vm.prank(admin);
        if (stop) trace.pause();
        else trace.unpause();
        paused = stop;
    }

    function doWait(uint16 time) external counted {
        vm.warp(block.timestamp + time);
    }

    /* VIEWS */

    function modelOf(bytes32 id) external view returns (Model memory) {
        return models[id];
    }

    function target() external view returns (ITrace) {
        return trace;
    }

    function codeCount() external view returns (uint256) {
        return codes.length;
    }

    function accountAt(uint256 i) external pure returns (address) {
        return holder(i % ACTORS);
    }

    function has(uint256 bit, address who) external view returns (bool) {
        return trace.hasRole(roles()[bit], who);
    }

    /* THE MODEL */

    /// @dev Mostly by one who may, if there is one: else few acts would succeed. The number that the runner hands over
    ///      is mixed with a counter, since it favours a few numbers.
    function doAct(Verb verb, uint256 seed) private {
        seed = uint256(keccak256(abi.encode(seed, lineCount, refused, direct[verb])));
        Act memory act = randomAct(verb, seed);
        uint256 key = 1 + (seed >> 64) % ACTORS;
        for (uint256 i = 0; !odds(seed, 1, 5) && i < 8 * ACTORS && !mayWrite(act, vm.addr(key)); ++i) {
            key = 1 + (key % ACTORS);
            if (i % ACTORS == ACTORS - 1) act = randomAct(verb, seed + i);
        }
        address actor = vm.addr(key);
        bool bySig = odds(seed, 2, 2);
        bool expected =
            mayWrite(act, actor) && act.digest != 0 && (!paused || verb == Verb.Recall || verb == Verb.Lift);
        if (verb == Verb.Take) act.to = actor;
        // What another signed, or what was signed for another number, must not land.
        bool forged = (bySig || verb == Verb.Take) && odds(seed, 3, 16);
        bool stale = (bySig || verb == Verb.Take) && verb != Verb.Create && odds(seed, 4, 16);
        if (stale) act.seq += uint24(1 + (seed % 3));
        if (verb == Verb.Take) {
            uint256 custodian = keyOf(models[keccak256(bytes(act.code))].custodian);
            act.consent = sign(forged ? 99 : custodian, act);
        }
        bytes memory data = bySig ? callOf(act, actor, sign(forged ? key + 1 : key, act)) : callOf(act);

        vm.recordLogs();
        vm.prank(bySig ? relayer : actor);
        (bool success,) = address(trace).call(data);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        if (success != (expected && !forged && !stale)) {
            note(success ? "an act succeeded that may not" : "an act failed that may succeed");
        }
        if (!success) {
            ++refused;
            if (logs.length != 0) note("a refused act left a log");
            return;
        }
        if (bySig) _landed = data;
        ++(bySig ? signed : direct)[verb];
        fold(act, actor, logs);
    }

    function randomAct(Verb verb, uint256 seed) private view returns (Act memory act) {
        act = actOf(verb);
        act.digest = odds(seed, 5, 24) ? bytes32(0) : keccak256(abi.encode("digest", seed));
        bool another = verb == Verb.Create && (codes.length == 0 || !odds(seed, 6, 8));
        act.code = another ? codeOf(seed, 1 + (seed % 64)) : codes[seed % codes.length];
        act.quantity = uint64(seed);
        act.to = odds(seed, 9, 16) ? address(0) : holder((seed >> 32) % ACTORS);
        if (verb == Verb.Record) act.word = odds(seed, 7, 3) ? "grading" : "harvest";
        if (verb == Verb.Inspect) act.word = odds(seed, 7, 3) ? "fail" : "pass";
        uint24 latest = models[keccak256(bytes(act.code))].seq;
        act.seq = latest + 1;
        act.amended = odds(seed, 8, 16) ? latest + 1 : uint24(bound(seed >> 128, 1, latest == 0 ? 1 : latest));
    }

    /// @dev True once in so many times, for each question on its own.
    function odds(uint256 seed, uint256 question, uint256 many) private pure returns (bool) {
        return uint256(keccak256(abi.encode(seed, question))) % many == 0;
    }

    function mayWrite(Act memory act, address actor) private view returns (bool) {
        Model storage model = models[keccak256(bytes(act.code))];
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

    function keyOf(address account) private pure returns (uint256 key) {
        for (key = 1; key <= ACTORS; ++key) {
            if (vm.addr(key) == account) return key;
        }
    }

    /// @dev Takes a line into the model, from its log alone: the words that all lines have are the first four.
    function fold(Act memory act, address actor, Vm.Log[] memory logs) private {
        bytes32 id = keccak256(bytes(act.code));
        Model storage model = models[id];
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

    function note(string memory what) private {
        if (bytes(surprise).length == 0) surprise = what;
    }

    /// @dev What an act changes besides the numbers and the head.
    function move(Model storage model, Act memory act, address actor) private {
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
