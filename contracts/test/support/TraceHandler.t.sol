// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Trace} from "../../Trace.sol";
import {ITrace} from "../../interfaces/ITrace.sol";
import {ITraceExtension} from "../../interfaces/ITraceExtension.sol";
import {ITraceLines} from "../../interfaces/ITraceLines.sol";
import {ITraceTypes} from "../../interfaces/ITraceTypes.sol";
import {Kind} from "../../types/Kind.sol";
import {ActCalls} from "./ActCalls.t.sol";
import {Act, Verb} from "./TraceModel.t.sol";
import {Vm, bound, vm} from "./Vm.t.sol";

/// @dev Does random acts, directly and brought. It says of each beforehand whether it may succeed, and takes what was done
///      into the model; `surprise` names the first act that did not turn out so. After each, `settle` folds its logs.
contract TraceHandler is ActCalls {
    uint256 internal constant ACTORS = 6;
    uint256 internal constant VERBS = uint256(type(Verb).max) + 1;
    Kind[4] private _kinds = [HARVEST, TRANSPORT, EVALUATION, DECLARATION];

    /// @dev Empty as long as the contract did what the model says; else what it did otherwise first.
    string public surprise;
    /// @dev What was done, by which a test sees that no verb was left out.
    mapping(Verb => uint256) public direct;
    mapping(Verb => uint256) public brought;
    mapping(Verb => uint256) public refused;
    uint256 public acts;
    ITraceTypes.Signed[] private _landed;
    uint256 public replays;

    constructor() {
        setUp();
        for (uint256 i = 0; i < ACTORS; ++i) rolesIn[holder(i)] = uint16(1 << i);
        kindRoles[CREATION] = PRODUCER | PROCESSOR;
        kindRoles[HARVEST] = PRODUCER;
        kindRoles[TRANSPORT] = CARRIER;
        kindRoles[EVALUATION] = INSPECTOR;
        kindRoles[DECLARATION] = HOLDER;
        administrationLines = nextLine() - 1;
        finish(first(), 1, false, 0);
    }

    function first() private pure returns (Act memory a) {
        a = Act(Verb.Create, producer, "", CODE, HARVEST, producer, QUANTITY, DIGEST, true, false, ITraceLines.Reason.Sold);
    }

    /* ACTS */

    /// @dev Any act of anybody's. The number that the runner hands over is mixed with a counter: it favours a few numbers.
    function doAct(uint256 seed) public {
        seed = mix(seed, ++acts);
        doVerb(Verb(seed % VERBS), seed);
    }

    function doVerb(Verb verb, uint256 seed) public {
        seed = mix(seed, ++acts);
        // Mostly an act of one who may do it, if there is one: else few would succeed.
        (Act memory a, uint256 key) = randomAct(verb, seed);
        for (uint256 i = 0; seed % 5 != 0 && i < 24 && !may(a); ++i) (a, key) = randomAct(verb, mix(seed, i));
        finish(a, key, mix(seed, 1) % 2 == 0, mix(seed, 2));
    }

    function doReplay(uint256 seed) external {
        if (_landed.length == 0) return;
        ITraceTypes.Signed[] memory again = new ITraceTypes.Signed[](1);
        again[0] = _landed[seed % _landed.length];
        if (trace.bring(again, GAS_EACH) != 1) surprise = "a signature landed twice";
        ++replays;
        vm.getRecordedLogs();
    }

    /* ADMINISTRATION */

    function doRole(uint256 seed) external {
        seed = mix(seed, ++acts);
        address account = holder(seed % ACTORS);
        uint16 bit = uint16(1 << ((seed >> 8) % 6));
        bool gives = seed >> 64 & 3 != 0;
        bool held = rolesNow(account) & bit != 0;
        // Roles of a term that is over may be given and taken away: each is a change.
        bool changes = gives ? !held : rolesIn[account] & bit != 0;
        if (gives) grant(bit, account);
        else revoke(bit, account);
        rolesIn[account] = gives ? rolesIn[account] | bit : rolesIn[account] & ~bit;
        if (changes) ++administrationLines;
    }

    function doTerm(uint256 seed) external {
        seed = mix(seed, ++acts);
        address account = holder(seed % ACTORS);
        uint40 until = seed % 3 == 0 ? uint40(block.timestamp + seed % 4000) : 0;
        setTerm(account, until);
        termOf[account] = until;
        ++administrationLines;
    }

    function doKind(uint256 seed) external {
        seed = mix(seed, ++acts);
        Kind kind = seed % 5 == 4 ? CREATION : _kinds[seed % 4];
        uint256 set = (seed >> 8) % 64 | (seed % 7 == 0 ? HOLDER : 0) | (kind == CREATION ? PRODUCER : 0);
        setKind(kind, set);
        kindRoles[kind] = set;
        ++administrationLines;
    }

    function doPause(uint256 seed) external {
        paused = mix(seed, ++acts) % 6 == 0;
        act(admin, abi.encodeCall(ITraceExtension.setPaused, (paused)));
        ++administrationLines;
    }

    function doVoid(uint256 seed) external {
        seed = mix(seed, ++acts);
        address account = holder(seed % ACTORS);
        uint40 nonce = randomNonce(account, seed);
        bytes memory call = abi.encodeCall(ITraceExtension.voidNonce, (nonce));
        if (!isFree(account, nonce)) return refuse(badNonce(account, nonce), account, call);
        act(account, call);
        use(account, nonce);
        ++administrationLines;
    }

    function doWait(uint256 seed) external {
        vm.warp(block.timestamp + uint8(seed));
    }

    /* VIEWS */

    function target() external view returns (Trace) {
        return trace;
    }

    function model(bytes32 id) external view returns (Model memory) {
        return models[id];
    }

    function codeCount() external view returns (uint256) {
        return codes.length;
    }

    function accountAt(uint256 i) external pure returns (address) {
        return holder(i);
    }

    /* RANDOM ACTS */

    function randomAct(Verb verb, uint256 seed) private view returns (Act memory a, uint256 key) {
        key = 1 + (seed >> 8) % ACTORS;
        a.verb = verb;
        a.actor = addressOf(key);
        a.code = codes[(seed >> 16) % codes.length];
        a.fresh = mix(seed, 3) % 16 == 0 ? a.code : textOf(seed, 4 + (seed >> 24) % 20);
        if (verb == Verb.Split && mix(seed, 3) % 16 == 0) a.fresh = "A";
        a.kind = _kinds[(seed >> 32) % 4];
        a.digest = mix(seed, 4) % 24 == 0 ? bytes32(0) : bytes32(mix(seed, 5));
        (a.yes, a.all) = (mix(seed, 6) % 2 == 0, mix(seed, 7) % 2 == 0);
        a.reason = ITraceLines.Reason(mix(seed, 8) % 5);
        a.other = mix(seed, 9) % 3 == 0 ? a.actor : addressOf(1 + mix(seed, 10) % ACTORS);
        Model storage m = modelOf(a.code);
        if (verb == Verb.Take) a.other = mix(seed, 9) % 4 == 0 ? a.other : m.custodian;
        if (verb == Verb.SetParty) a.other = mix(seed, 9) % 2 == 0 ? m.custodian : a.other;
        a.quantity = randomAmount(mix(seed, 11), m.quantity);
        if (verb == Verb.Accept || verb == Verb.Take) a.quantity = seed % 6 == 0 ? a.quantity : m.quantity;
        if (verb == Verb.Create) a.quantity = uint56(mix(seed, 11));
    }

    /// @dev Some of what there is, or all; now and then nothing, or more.
    function randomAmount(uint256 seed, uint56 left) private pure returns (uint56) {
        if (seed % 24 == 0) return 0;
        if (seed % 12 == 1) return left == type(uint56).max ? left : left + 1;
        return left == 0 || seed % 6 == 2 ? left : 1 + uint56((seed >> 8) % left);
    }

    function randomNonce(address account, uint256 seed) private view returns (uint40) {
        uint256 next = nextOf[account];
        if (seed % 8 == 0) return uint40(bound(seed >> 8, next > 130 ? next - 130 : 0, next + 130));
        return uint40(next + (seed >> 8) % 3);
    }

    function mix(uint256 seed, uint256 question) private pure returns (uint256) {
        return uint256(keccak256(abi.encode(seed, question)));
    }

    /* WHAT COMES OF THEM */

    /// @dev Does an act, and compares what came of it with what was expected.
    function finish(Act memory a, uint256 key, bool isBrought, uint256 seed) private {
        bool expected = may(a);
        ITraceTypes.Consent memory consent;
        if (a.verb == Verb.Take) {
            consent = consentFor(a, randomNonce(a.other, seed >> 16));
            if (seed % 16 == 1) consent.nonce += 1; // which is not what was signed
            expected = expected && seed % 16 != 1 && isFree(consent.actor, consent.nonce);
        }
        Sample memory sample = sampleOf(a, key, consent);
        bool success;
        if (isBrought) {
            ITraceTypes.Signed memory s = signed(sample, randomNonce(a.actor, seed >> 32));
            bool same = a.verb == Verb.Take && a.other == a.actor && s.nonce == consent.nonce;
            if (seed % 16 == 2) s.actor = addressOf(1 + key % ACTORS); // who did not sign
            expected = expected && seed % 16 != 2 && isFree(a.actor, s.nonce) && !same;
            vm.prank(relayer);
            success = trace.bring(one(s), GAS_EACH) == 0;
            if (success) land(s);
        } else {
            vm.prank(a.actor);
            (success,) = address(trace).call(sample.call);
        }
        settleIf(success);
        if (success != expected && bytes(surprise).length == 0) {
            surprise = string.concat(success ? "succeeded and may not: " : "failed and may: ", sample.head);
        }
        if (!success) {
            ++refused[a.verb];
            return;
        }
        ++(isBrought ? brought : direct)[a.verb];
        if (a.verb == Verb.Take) use(consent.actor, consent.nonce);
        move(a);
    }

    function consentFor(Act memory a, uint40 nonce) private view returns (ITraceTypes.Consent memory) {
        uint256 key = 1;
        while (key < ACTORS && addressOf(key) != a.other) ++key;
        Sample memory sample = Sample(
            key,
            "",
            "HandOver(Item[] batches,address to,bytes32 digest,",
            "Item(string code,uint56 quantity)",
            abi.encode(hashItems(itemsOf(a)), a.actor, a.digest)
        );
        ITraceTypes.Signed memory s = signed(sample, nonce);
        return ITraceTypes.Consent(s.actor, s.nonce, s.deadline, s.signature);
    }

    function land(ITraceTypes.Signed memory s) private {
        use(s.actor, s.nonce);
        _landed.push(s);
    }

    function settleIf(bool success) private {
        if (!success) vm.getRecordedLogs();
        settle();
    }
}
