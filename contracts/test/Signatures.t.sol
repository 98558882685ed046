// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITrace} from "../ITrace.sol";
import {Trace} from "../Trace.sol";
import {Status, Verdict} from "../types/Batch.sol";
import {Act, Verb, linesOf} from "./support/Act.t.sol";
import {change} from "./support/ActChanges.t.sol";
import {ExpectedLines} from "./support/ExpectedLines.t.sol";
import {Trick, OddWallet, ReentrantWallet, Wallet} from "./support/Wallets.t.sol";
import {bound, vm} from "./support/Vm.t.sol";

/// @dev Each test takes all verbs that need no more than a batch; the others are in files of their own.
contract SignaturesTest is ExpectedLines {
    uint256 private constant KEY = 77;
    uint256 private constant ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;

    address private immutable actor = vm.addr(KEY);

    function setUp() public override {
        super.setUp();
        admit(actor);
        vm.prank(actor);
        trace.create(CODE, KGM, QUANTITY, DIGEST);
    }

    /* WHAT A SIGNATURE DOES */

    function testFuzz_ASignedActIsTheActorsWhoeverBringsIt(uint8 verb, bytes32 digest, address bringer) public {
        vm.assume(digest != 0);
        Act memory act = actOf(Verb(verb % FRESH_VERBS));
        act.digest = digest;
        bytes memory data = callOf(act, actor, sign(KEY, act));

        expectLines(act, actor);
        vm.prank(bringer);
        (bool success,) = address(trace).call(data);
        vm.assertTrue(success, "written");
        vm.assertEq(trace.batchOf(keccak256(bytes(act.code))).custodian, actor, "custodian");
    }

    function testFuzz_ASignedActOfAWalletContractIsTheWallets(uint8 verb) public {
        Wallet wallet = new Wallet(vm.addr(KEY));
        Act memory act = ready(Verb(verb % FRESH_VERBS), address(wallet));
        bytes memory signature = sign(KEY, act);

        expectRefusal(invalid(address(wallet)), act, address(wallet), sign(KEY + 1, act));
        expectLines(act, address(wallet));
        bring(act, address(wallet), signature);
    }

    function test_TheDomainIsWhatTheInterfaceSays() public view {
        (bytes1 fields, string memory name, string memory version, uint256 chain, address verifier,,) =
            trace.eip712Domain();
        vm.assertEq(uint8(fields), 0x0f, "fields");
        vm.assertEq(bytes(name), "Suyuan Trace", "name");
        vm.assertEq(bytes(version), "1", "version");
        vm.assertEq(chain, block.chainid, "chain");
        vm.assertEq(verifier, address(trace), "verifier");
    }

    /* WHOSE IT IS */

    function testFuzz_ASignatureOfAnotherKeyIsRefused(uint8 verb, uint256 key) public {
        key = bound(key, 1, ORDER - 1);
        vm.assume(key != KEY);
        Act memory act = actOf(Verb(verb % FRESH_VERBS));
        expectRefusal(invalid(actor), act, actor, sign(key, act));
    }

    function testFuzz_ASignatureIsNoOtherActors(uint8 verb, address other) public {
        vm.assume(other != actor && other.code.length == 0);
        Act memory act = actOf(Verb(verb % FRESH_VERBS));
        expectRefusal(invalid(other), act, other, sign(KEY, act));
    }

    function testFuzz_GarbageIsNobodysSignature(uint8 verb, bytes calldata garbage) public {
        Act memory act = actOf(Verb(verb % FRESH_VERBS));
        expectRefusal(invalid(actor), act, actor, garbage);
        expectRefusal(invalid(address(0)), act, address(0), garbage);
    }

    /// @dev The other `s` of the same signature, which plain ecrecover takes.
    function testFuzz_AMirroredSignatureIsRefused(uint8 verb) public {
        Act memory act = actOf(Verb(verb % FRESH_VERBS));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(KEY, typedHash(act, address(trace), block.chainid));
        bytes memory mirrored = abi.encodePacked(r, bytes32(ORDER - uint256(s)), v == 27 ? uint8(28) : uint8(27));
        expectRefusal(invalid(actor), act, actor, mirrored);
    }

    function testFuzz_TheBringersRolesDoNotCount(uint8 verb) public {
        address nobody = vm.addr(KEY + 1);
        admit(relayer);
        Verb which = Verb(verb % FRESH_VERBS);
        Act memory act = actOf(which);
        bytes memory reason = abi.encodeWithSelector(ITrace.NotCustodian.selector, ID, nobody);
        if (which == Verb.Create || which == Verb.Transform) reason = unauthorized(nobody, "creation");
        if (which == Verb.Record || which == Verb.Series) reason = unauthorized(nobody, "harvest");
        if (which == Verb.Anchor) reason = unauthorized(nobody, "telemetry");
        if (which == Verb.Inspect) reason = unauthorized(nobody, "inspection");
        expectRefusal(reason, act, nobody, sign(KEY + 1, act));
    }

    /* WHAT IT IS FOR */

    function testFuzz_ASignatureIsForNoOtherFields(uint8 verb, uint8 field, uint256 seed) public {
        createBatch("APPLE-0000-003"); // whose next line has the same number
        Act memory act = actOf(Verb(verb % FRESH_VERBS));
        bytes memory signature = sign(KEY, act);
        change(act, field, seed, "APPLE-0000-003");
        expectRefusal(invalid(actor), act, actor, signature);
    }

    function testFuzz_ASignatureIsForNoOtherVerb(uint8 from, uint8 to) public {
        vm.assume(from % FRESH_VERBS != to % FRESH_VERBS);
        bytes memory signature = sign(KEY, actOf(Verb(from % FRESH_VERBS)));
        expectRefusal(invalid(actor), actOf(Verb(to % FRESH_VERBS)), actor, signature);
    }

    function test_ASignatureForFailBringsNoEmptyVerdict() public {
        Act memory act = actOf(Verb.Inspect);
        act.word = "fail";
        bytes memory signature = sign(KEY, act);
        vm.expectRevert(abi.encodeWithSelector(ITrace.InvalidVerdict.selector));
        trace.inspectBySig(ID, Verdict.None, DIGEST, actor, act.deadline, signature);
    }

    function testFuzz_ASignatureIsForOneChain(uint8 verb, uint64 chain) public {
        vm.assume(chain != block.chainid);
        Act memory act = actOf(Verb(verb % FRESH_VERBS));
        bytes memory signature = signHash(KEY, typedHash(act, address(trace), chain));
        expectRefusal(invalid(actor), act, actor, signature);

        // And after a split of the chain, the other branch takes what is signed for it, and for it alone.
        bytes memory before = sign(KEY, act);
        vm.chainId(chain);
        expectRefusal(invalid(actor), act, actor, before);
        expectLines(act, actor);
        bring(act, actor, signature);
    }

    function testFuzz_ASignatureIsForOneContract(uint8 verb) public {
        Act memory act = actOf(Verb(verb % FRESH_VERBS));
        Trace another = deploy();
        bytes memory signature = signHash(KEY, typedHash(act, address(another), block.chainid));
        expectRefusal(invalid(actor), act, actor, signature);
    }

    /* WHEN */

    function testFuzz_ASignatureIsGoodUntilItsDeadlineAndNoLonger(uint8 verb, uint256 deadline) public {
        Act memory act = actOf(Verb(verb % FRESH_VERBS));
        act.deadline = bound(deadline, block.timestamp, type(uint64).max - 1);
        bytes memory signature = sign(KEY, act);

        vm.warp(act.deadline + 1);
        expectRefusal(abi.encodeWithSelector(ITrace.SignatureExpired.selector, act.deadline), act, actor, signature);
        vm.warp(act.deadline);
        bring(act, actor, signature);
    }

    function testFuzz_ASignatureLandsOnce(uint8 verb) public {
        Act memory act = actOf(Verb(verb % FRESH_VERBS));
        bytes memory signature = sign(KEY, act);
        bring(act, actor, signature);
        expectRefusal(landed(act), act, actor, signature);

        if (act.verb == Verb.Withdraw) return; // which takes no further line
        // Nor after a further line.
        vm.prank(actor);
        trace.record(keccak256(bytes(act.code)), HARVEST, DIGEST);
        expectRefusal(landed(act), act, actor, signature);
    }

    function testFuzz_ASignatureIsForTheNextLineAndNoOther(uint8 verb, uint24 seq) public {
        vm.assume(seq != 2);
        Act memory act = actOf(Verb(1 + (verb % (FRESH_VERBS - 1))));
        act.seq = seq;
        expectRefusal(invalid(actor), act, actor, sign(KEY, act));
    }

    function testFuzz_ASignatureIsStaleOnceAnotherLineIsWritten(uint8 verb) public {
        Act memory act = actOf(Verb(1 + (verb % (FRESH_VERBS - 1))));
        bytes memory signature = sign(KEY, act);
        vm.prank(actor);
        trace.record(ID, HARVEST, DIGEST);
        expectRefusal(invalid(actor), act, actor, signature);
    }

    function testFuzz_ASignatureWritesNothingWhenPaused(uint8 verb) public {
        Act memory act = actOf(Verb(verb % FRESH_VERBS));
        bytes memory signature = sign(KEY, act);
        pause();
        if (act.verb == Verb.Recall) return bring(act, actor, signature);
        expectRefusal(abi.encodeWithSelector(ITrace.EnforcedPause.selector), act, actor, signature);
    }

    /* HOSTILE WALLETS */

    function testFuzz_AWalletThatDoesNotSayYesIsRefused(uint8 verb, uint8 trick) public {
        address wallet = address(new OddWallet(Trick(trick % 6)));
        Act memory act = ready(Verb(verb % FRESH_VERBS), wallet);
        bytes memory data = callOf(act, wallet, "");
        uint64 lines = trace.lineCount();

        vm.prank(relayer);
        (bool success, bytes memory result) = address(trace).call{gas: 2_000_000}(data);
        vm.assertFalse(success, "refused");
        vm.assertEq(result, invalid(wallet), "reason");
        vm.assertEq(trace.lineCount(), lines, "no line was written");
    }

    /// @dev Whatever it tries while it is asked, the outcome is the lines that it consents to.
    function testFuzz_AWalletGainsNothingByReentering(uint8 verb, uint8 inner) public {
        ReentrantWallet wallet = new ReentrantWallet(address(trace));
        Act memory act = ready(Verb(verb % FRESH_VERBS), address(wallet));
        Act memory second = actOf(Verb(inner % FRESH_VERBS));
        second.code = inner % FRESH_VERBS == 0 ? "APPLE-0000-009" : act.verb == Verb.Create ? CODE : act.code;
        bytes memory call = inner % 5 == 4
            ? abi.encodeCall(ITrace.record, (keccak256(bytes(second.code)), HARVEST, DIGEST))
            : callOf(second, address(wallet), "");
        wallet.prepare(call);
        uint64 lines = trace.lineCount();

        expectLines(act, address(wallet));
        bring(act, address(wallet), "");
        vm.assertEq(trace.lineCount(), lines + linesOf(act), "its lines and no other");
    }

    /* HELPERS */

    /// @dev Gives an account the roles for all verbs.
    function admit(address account) private {
        grant(roles()[0], account);
        grant(roles()[3], account);
    }

    /// @dev An act that a contract may do: on a batch that it holds itself.
    function ready(Verb verb, address wallet) private returns (Act memory act) {
        admit(wallet);
        act = actOf(verb);
        if (verb == Verb.Create) return act;
        vm.prank(wallet);
        trace.create(NEW_CODE, KGM, QUANTITY, DIGEST);
        act.code = NEW_CODE;
        for (uint256 i = 0; i < act.inputs.length; ++i) act.inputs[i].code = NEW_CODE;
    }

    function landed(Act memory act) private view returns (bytes memory) {
        if (act.verb == Verb.Withdraw) {
            return abi.encodeWithSelector(ITrace.BatchNotActive.selector, ID, Status.Withdrawn);
        }
        if (act.verb != Verb.Create) return invalid(actor);
        return abi.encodeWithSelector(ITrace.BatchExists.selector, keccak256(bytes(act.code)));
    }

    function invalid(address who) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ITrace.InvalidSignature.selector, who);
    }

    function unauthorized(address who, bytes32 kind) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ITrace.UnauthorizedActor.selector, who, kind);
    }
}
