// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITrace} from "../ITrace.sol";
import {SequenceExhausted, Status, Verdict} from "../types/Batch.sol";
import {Act, Verb} from "./support/Act.t.sol";
import {SignedActs} from "./support/SignedActs.t.sol";
import {ReentrantWallet, Wallet} from "./support/Wallets.t.sol";
import {vm} from "./support/Vm.t.sol";

/// @dev Offers, their answers, and hand-overs in one transaction. Key 1 is the custodian's, key 7 the taker's.
contract CustodyTest is SignedActs {
    address private immutable taker = vm.addr(7);

    function setUp() public override {
        super.setUp();
        createBatch();
    }

    /* IN TWO STEPS */

    function testFuzz_AnOfferThatIsAcceptedMovesCustodyAlone(bytes32 digest, uint40 time) public {
        vm.assume(digest != 0);
        vm.warp(time);
        bytes32 head = trace.headOf(ID);
        vm.expectEmit(address(trace));
        emit ITrace.CustodyOffered(ID, producer(), digest, 2, 2, time, taker);
        vm.recordLogs();
        offer(taker, digest);
        assertFolded(ID, head);
        vm.assertEq(trace.offerOf(ID), taker, "offered");
        assertBatch(ID, producer(), QUANTITY, 2, Verdict.None);

        head = trace.headOf(ID);
        vm.expectEmit(address(trace));
        emit ITrace.CustodyAccepted(ID, taker, digest, 3, 3, time, producer());
        vm.recordLogs();
        vm.prank(taker);
        trace.acceptCustody(ID, digest);
        assertFolded(ID, head);
        vm.assertEq(trace.offerOf(ID), address(0), "answered");
        assertBatch(ID, taker, QUANTITY, 3, Verdict.None);
    }

    function testFuzz_AnOfferThatIsRefusedOrCancelledLeavesNothing(bytes32 digest, uint40 time, bool refused) public {
        vm.assume(digest != 0);
        vm.warp(time);
        offer(taker, digest);
        bytes32 head = trace.headOf(ID);
        vm.expectEmit(address(trace));
        if (refused) emit ITrace.CustodyRefused(ID, taker, digest, 3, 3, time, producer());
        else emit ITrace.OfferCancelled(ID, producer(), digest, 3, 3, time, taker);
        vm.recordLogs();
        vm.prank(refused ? taker : producer());
        if (refused) trace.refuseCustody(ID, digest);
        else trace.cancelOffer(ID, digest);
        assertFolded(ID, head);
        assertBatch(ID, producer(), QUANTITY, 3, Verdict.None);
        vm.assertEq(trace.offerOf(ID), address(0), "no offer");
        expectFailure(notOffered(taker), taker, abi.encodeCall(ITrace.acceptCustody, (ID, DIGEST)));
    }

    function testFuzz_NobodyButWhoIsAskedAnswers(address actor) public {
        vm.assume(actor != taker);
        expectFailure(notOffered(taker), taker, abi.encodeCall(ITrace.acceptCustody, (ID, DIGEST)));
        offer(taker, DIGEST);
        expectFailure(notOffered(actor), actor, abi.encodeCall(ITrace.acceptCustody, (ID, DIGEST)));
        expectFailure(notOffered(actor), actor, abi.encodeCall(ITrace.refuseCustody, (ID, DIGEST)));
    }

    function testFuzz_NobodyButTheCustodianOffersOrCancels(address actor) public {
        vm.assume(actor != producer());
        bytes memory reason = abi.encodeWithSelector(ITrace.NotCustodian.selector, ID, actor);
        expectFailure(reason, actor, abi.encodeCall(ITrace.offerCustody, (ID, actor, DIGEST)));
        offer(taker, DIGEST);
        expectFailure(reason, actor, abi.encodeCall(ITrace.cancelOffer, (ID, DIGEST)));
    }

    function test_ASecondOfferTakesThePlaceOfTheFirst() public {
        offer(taker, DIGEST);
        offer(stranger, DIGEST);
        expectFailure(notOffered(taker), taker, abi.encodeCall(ITrace.acceptCustody, (ID, DIGEST)));
        vm.prank(stranger);
        trace.acceptCustody(ID, DIGEST);
        // The new custodian's is all that the old one's was, and the old one's is nothing.
        bytes memory reason = abi.encodeWithSelector(ITrace.NotCustodian.selector, ID, producer());
        expectFailure(reason, producer(), abi.encodeCall(ITrace.offerCustody, (ID, taker, DIGEST)));
        vm.prank(stranger);
        trace.offerCustody(ID, producer(), DIGEST);
    }

    function test_ThereIsNothingToCancelWithoutAnOffer() public {
        expectFailure(notOffered(address(0)), producer(), abi.encodeCall(ITrace.cancelOffer, (ID, DIGEST)));
    }

    function test_CustodyGoesNeitherToNobodyNorToItself() public {
        bytes memory nobody = abi.encodeWithSelector(ITrace.InvalidCustodian.selector, address(0));
        expectFailure(nobody, producer(), abi.encodeCall(ITrace.offerCustody, (ID, address(0), DIGEST)));
        bytes memory itself = abi.encodeWithSelector(ITrace.InvalidCustodian.selector, producer());
        expectFailure(itself, producer(), abi.encodeCall(ITrace.offerCustody, (ID, producer(), DIGEST)));
        Act memory act = handOver(producer());
        expectFailure(itself, producer(), callOf(act));
    }

    function testFuzz_AnswersAreGoodBySignatureOnce(uint8 which) public {
        Verb verb = Verb(uint256(Verb.Accept) + (which % 3));
        offer(taker, DIGEST);
        uint256 key = verb == Verb.Cancel ? 1 : 7;
        Act memory act = actOf(verb);
        act.seq = 3;
        bytes memory invalid = abi.encodeWithSelector(ITrace.InvalidSignature.selector, vm.addr(key));
        expectRefusal(invalid, act, vm.addr(key), sign(key + 1, act));
        bytes memory signature = sign(key, act);
        bring(act, vm.addr(key), signature);
        vm.assertEq(trace.batchOf(ID).custodian, verb == Verb.Accept ? taker : producer(), "custodian");
        vm.assertEq(trace.offerOf(ID), address(0), "answered");
        expectRefusal(invalid, act, vm.addr(key), signature);
    }

    /* IN ONE TRANSACTION */

    function testFuzz_AHandOverNeedsBothSides(bytes32 digest, uint40 time, bool bySig, bool offered) public {
        vm.assume(digest != 0);
        vm.warp(time);
        if (offered) offer(stranger, DIGEST);
        Act memory act = actOf(Verb.Take);
        (act.to, act.digest, act.seq) = (taker, digest, offered ? 3 : 2);
        act.consent = sign(1, act);
        bytes memory data = bySig ? callOf(act, taker, sign(7, act)) : callOf(act);
        bytes32 head = trace.headOf(ID);
        vm.expectEmit(address(trace));
        emit ITrace.CustodyAccepted(ID, taker, digest, act.seq, act.seq, time, producer());
        vm.recordLogs();
        vm.prank(bySig ? relayer : taker);
        (bool success,) = address(trace).call(data);
        vm.assertTrue(success, "handed over");
        assertFolded(ID, head);
        assertBatch(ID, taker, QUANTITY, act.seq, Verdict.None);
        vm.assertEq(trace.offerOf(ID), address(0), "an offer dies with it");
        bytes memory invalid = abi.encodeWithSelector(ITrace.InvalidSignature.selector, taker);
        expectFailure(invalid, bySig ? relayer : taker, data);
    }

    function testFuzz_AHandOverIsForOneTaker(address actor) public {
        vm.assume(actor != taker && actor != producer());
        bytes memory reason = abi.encodeWithSelector(ITrace.InvalidSignature.selector, producer());
        expectFailure(reason, actor, callOf(handOver(taker)));
    }

    function test_NeitherSideSignsForTheOther() public {
        Act memory act = handOver(taker);
        bytes memory given = act.consent;
        bytes memory taken = sign(7, act);
        expectRefusal(abi.encodeWithSelector(ITrace.InvalidSignature.selector, taker), act, taker, given);
        act.consent = taken;
        expectRefusal(abi.encodeWithSelector(ITrace.InvalidSignature.selector, producer()), act, taker, taken);
        expectFailure(abi.encodeWithSelector(ITrace.InvalidSignature.selector, producer()), taker, callOf(act));
    }

    function test_AHandOverExpiresAndIsStaleAfterAnyLine() public {
        Act memory act = handOver(taker);
        vm.warp(act.deadline + 1);
        expectFailure(abi.encodeWithSelector(ITrace.SignatureExpired.selector, act.deadline), taker, callOf(act));
        vm.warp(act.deadline);
        vm.prank(producer());
        trace.record(ID, HARVEST, DIGEST);
        expectFailure(abi.encodeWithSelector(ITrace.InvalidSignature.selector, producer()), taker, callOf(act));
    }

    function test_WalletContractsHandOverAndGainNothingByReentering() public {
        ReentrantWallet wallet = new ReentrantWallet(address(trace));
        offer(address(wallet), DIGEST);
        wallet.prepare(abi.encodeCall(ITrace.acceptCustody, (ID, DIGEST)));
        Act memory act = actOf(Verb.Take);
        (act.to, act.seq) = (address(wallet), 3);
        act.consent = sign(1, act);
        bring(act, address(wallet), "");
        vm.assertEq(trace.lineCount(), 3, "one line");
        Wallet another = new Wallet(taker);
        (act.to, act.seq) = (address(another), 4);
        act.consent = "";
        bring(act, address(another), sign(7, act));
        assertBatch(ID, address(another), QUANTITY, 4, Verdict.None);
    }

    /* WHEN */

    function test_NothingOfItMovesARecalledOrPausedOrFullBatch() public {
        offer(taker, DIGEST);
        for (uint256 i = uint256(Status.Recalled); i <= uint256(Status.RecallOrdered); ++i) {
            forceStatus(ID, Status(i));
            allFail(abi.encodeWithSelector(ITrace.BatchNotActive.selector, ID, Status(i)));
        }
        forceStatus(ID, Status.Active);
        pause();
        allFail(abi.encodeWithSelector(ITrace.EnforcedPause.selector));
        forceSeq(ID, type(uint24).max);
        allFail(abi.encodeWithSelector(SequenceExhausted.selector));
    }

    function testFuzz_EachRevertsForAnUnknownBatchAndAZeroDigest(bytes32 id) public {
        vm.assume(id != ID);
        bytes memory reason = abi.encodeWithSelector(ITrace.UnknownBatch.selector, id);
        expectFailure(reason, producer(), abi.encodeCall(ITrace.offerCustody, (id, taker, DIGEST)));
        expectFailure(reason, producer(), abi.encodeCall(ITrace.cancelOffer, (id, DIGEST)));
        expectFailure(reason, taker, abi.encodeCall(ITrace.acceptCustody, (id, DIGEST)));
        expectFailure(reason, taker, abi.encodeCall(ITrace.refuseCustody, (id, DIGEST)));
        expectFailure(reason, taker, abi.encodeCall(ITrace.takeCustody, (id, DIGEST, 0, "")));
        reason = abi.encodeWithSelector(ITrace.InvalidDigest.selector);
        expectFailure(reason, producer(), abi.encodeCall(ITrace.offerCustody, (ID, taker, 0)));
        offer(taker, DIGEST);
        expectFailure(reason, producer(), abi.encodeCall(ITrace.cancelOffer, (ID, 0)));
        expectFailure(reason, taker, abi.encodeCall(ITrace.acceptCustody, (ID, 0)));
        expectFailure(reason, taker, abi.encodeCall(ITrace.refuseCustody, (ID, 0)));
    }

    /* HELPERS */

    function offer(address to, bytes32 digest) private {
        vm.prank(producer());
        trace.offerCustody(ID, to, digest);
    }

    /// @dev What the custodian signed for somebody.
    function handOver(address to) private view returns (Act memory act) {
        act = actOf(Verb.Take);
        act.to = to;
        act.consent = sign(1, act);
    }

    function allFail(bytes memory reason) private {
        Act memory act = actOf(Verb.Take);
        (act.to, act.seq) = (taker, trace.batchOf(ID).seq + (trace.batchOf(ID).seq == type(uint24).max ? 0 : 1));
        act.consent = sign(1, act);
        expectFailure(reason, taker, callOf(act));
        expectFailure(reason, producer(), abi.encodeCall(ITrace.offerCustody, (ID, stranger, DIGEST)));
        expectFailure(reason, producer(), abi.encodeCall(ITrace.cancelOffer, (ID, DIGEST)));
        expectFailure(reason, taker, abi.encodeCall(ITrace.acceptCustody, (ID, DIGEST)));
        expectFailure(reason, taker, abi.encodeCall(ITrace.refuseCustody, (ID, DIGEST)));
    }

    function notOffered(address actor) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ITrace.NotOffered.selector, ID, actor);
    }
}
