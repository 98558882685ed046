// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITrace} from "../../ITrace.sol";
import {Kind} from "../../types/Kind.sol";
import {Act, Verb} from "./Act.t.sol";
import {RandomActs} from "./RandomActs.t.sol";
import {Vm, vm} from "./Vm.t.sol";

/// @dev Does random acts, directly and by signature. It says of each act beforehand whether it may succeed, and takes
///      what was done into the model; `surprise` names the first act that did not turn out so.
contract TraceHandler is RandomActs {
    Kind[5] private _kinds = [CREATION, INSPECTION, HARVEST, GRADING, TELEMETRY];
    /// @dev The signed act of each verb that landed last.
    mapping(Verb => bytes) private _landed;

    /// @dev What was done, by which a test sees that no verb was left out.
    mapping(Verb => uint256) public direct;
    mapping(Verb => uint256) public signed;
    uint256 public refused;
    mapping(bytes4 reason => uint256) public refusals;
    uint256 public usedTwice;
    uint256 public replays;

    constructor() {
        setUp();
        for (uint256 i = 0; i < ACTORS; ++i) {
            current[holder(i)] = ever[holder(i)] = 1 << i;
        }
        _kindRole[CREATION] = PRODUCER | PROCESSOR;
        _kindRole[INSPECTION] = INSPECTOR | REGULATOR;
        _kindRole[HARVEST] = PRODUCER;
        _kindRole[GRADING] = PROCESSOR | CARRIER;
        _kindRole[TELEMETRY] = PRODUCER | CARRIER;
        doAct(Verb.Create, 0);
    }

    /// @dev What may be called, each with a seed alone. A verb that is added is added here too; the test runner and
    ///      `test_TheHandlerDoesEveryAct` call whatever is listed.
    function acts() external pure returns (bytes4[20] memory) {
        return [
            this.doCreate.selector,
            this.doRecord.selector,
            this.doSeries.selector,
            this.doAnchor.selector,
            this.doInspect.selector,
            this.doAmend.selector,
            this.doRecall.selector,
            this.doLift.selector,
            this.doWithdraw.selector,
            this.doOffer.selector,
            this.doAnswer.selector,
            this.doTake.selector,
            this.doSplit.selector,
            this.doTransform.selector,
            this.doReplay.selector,
            this.doGrant.selector,
            this.doRevoke.selector,
            this.doSetKindRole.selector,
            this.doPause.selector,
            this.doWait.selector
        ];
    }

    /* ACTS */

    function doCreate(uint256 seed) external {
        doAct(Verb.Create, seed);
    }

    function doRecord(uint256 seed) external {
        doAct(Verb.Record, seed);
    }

    function doSeries(uint256 seed) external {
        doAct(Verb.Series, seed);
    }

    function doAnchor(uint256 seed) external {
        doAct(Verb.Anchor, seed);
    }

    function doInspect(uint256 seed) external {
        doAct(Verb.Inspect, seed);
    }

    function doAmend(uint256 seed) external {
        doAct(Verb.Amend, seed);
    }

    function doRecall(uint256 seed) external {
        doAct(Verb.Recall, seed);
    }

    function doLift(uint256 seed) external {
        doAct(Verb.Lift, seed);
    }

    /// @dev The end of a batch is rare, for otherwise soon there were none.
    function doWithdraw(uint256 seed) external {
        if (odds(seed, refused, 2)) doAct(Verb.Withdraw, seed);
    }

    function doOffer(uint256 seed) external {
        doAct(Verb.Offer, seed);
    }

    /// @dev One of the three answers to an offer.
    function doAnswer(uint256 seed) external {
        doAct(odds(seed, refused, 3) ? Verb.Cancel : odds(seed, lineCount, 2) ? Verb.Refuse : Verb.Accept, seed);
    }

    function doTake(uint256 seed) external {
        doAct(Verb.Take, seed);
    }

    function doSplit(uint256 seed) external {
        doAct(Verb.Split, seed);
    }

    function doTransform(uint256 seed) external {
        doAct(Verb.Transform, seed);
    }

    /// @dev Brings the signature of some verb that landed last once more.
    function doReplay(uint256 seed) external {
        bytes memory data = _landed[Verb(seed % VERBS)];
        if (data.length == 0) return;
        (bool success,) = address(trace).call(data);
        if (success) note("a signature landed twice");
        else ++replays;
    }

    /* ADMINISTRATION */

    /// @dev Roles come more often than they go, for otherwise soon nobody may do anything.
    function doGrant(uint256 seed) external {
        address account = holder(seed % ACTORS);
        uint256 bit = (seed >> 128) % 6;
        grant(roles()[bit], account);
        current[account] |= 1 << bit;
        ever[account] |= 1 << bit;
    }

    /// @dev Of the roles that the account holds, the first from some place on.
    function doRevoke(uint256 seed) external {
        address who = holder(seed % ACTORS);
        if (odds(seed, lineCount, 2) || current[who] == 0) return;
        uint256 bit = (seed >> 128) % 6;
        while ((current[who] >> bit) & 1 == 0) bit = (bit + 1) % 6;
        bool renounce = seed >> 255 == 0;
        vm.prank(renounce ? who : registrar);
        if (renounce) trace.renounceRole(roles()[bit], who);
        else trace.revokeRole(roles()[bit], who);
        current[who] &= ~(1 << bit);
    }

    function doSetKindRole(uint256 seed) external {
        uint256 set = (seed >> 128) % 64;
        // Seldom closed to all: it would stay so for long.
        if (!odds(seed, lineCount, 8)) set |= (3 << (set % 5)) % 64;
        setKindRole(_kinds[seed % 5], set);
        _kindRole[_kinds[seed % 5]] = set;
    }

    function doPause(uint256 seed) external {
        bool stop = odds(seed, lineCount, 6);
        vm.prank(admin);
        if (stop) trace.pause();
        else trace.unpause();
        paused = stop;
    }

    function doWait(uint256 seed) external {
        vm.warp(block.timestamp + uint16(seed));
    }

    /* VIEWS */

    function modelOf(bytes32 id) external view returns (Model memory) {
        return _models[id];
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

    /* RANDOM ACTS */

    function doAct(Verb verb, uint256 seed) private {
        seed = uint256(keccak256(abi.encode(seed, lineCount, refused, direct[verb])));
        (Act memory act, uint256 key) = choose(verb, seed);
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
            uint256 custodian = keyOf(modelIn(act).custodian);
            act.consent = sign(forged ? 99 : custodian, act);
        }
        bytes memory data = bySig ? callOf(act, actor, sign(forged ? key + 1 : key, act)) : callOf(act);
        finish(act, actor, bySig, expected && !forged && !stale, data);
    }

    /// @dev Does an act, and compares what came of it with what was expected.
    function finish(Act memory act, address actor, bool bySig, bool expected, bytes memory data) private {
        vm.recordLogs();
        vm.prank(bySig ? relayer : actor);
        (bool success, bytes memory result) = address(trace).call(data);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        if (success != expected) note(success ? "an act succeeded that may not" : "an act failed that may succeed");
        if (!success) {
            ++refused;
            ++refusals[bytes4(result)];
            return;
        }
        if (bySig) _landed[act.verb] = data;
        ++(bySig ? signed : direct)[act.verb];
        for (uint256 i = 0; i < act.inputs.length; ++i) if (same(act.inputs[i].code, act.code)) ++usedTwice;
        fold(act, actor, logs);
    }

    /// @dev Mostly an act of one who may do it, if there is one: else few acts would succeed. The number that the runner
    ///      hands over was mixed with a counter, since it favours a few numbers.
    function choose(Verb verb, uint256 seed) private view returns (Act memory act, uint256 key) {
        act = randomAct(verb, seed);
        key = 1 + (seed >> 64) % ACTORS;
        for (uint256 i = 0; !odds(seed, 1, 5) && i < 8 * ACTORS && !mayWrite(act, vm.addr(key)); ++i) {
            key = 1 + (key % ACTORS);
            if (i % ACTORS == ACTORS - 1) act = randomAct(verb, seed + i);
        }
    }

    function keyOf(address account) private pure returns (uint256 key) {
        for (key = 1; key <= ACTORS; ++key) {
            if (vm.addr(key) == account) return key;
        }
    }
}
