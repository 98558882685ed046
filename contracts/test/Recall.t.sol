// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITrace} from "../ITrace.sol";
import {SequenceExhausted, Status} from "../types/Batch.sol";
import {Act, Verb} from "./support/Act.t.sol";
import {SignedActs} from "./support/SignedActs.t.sol";
import {vm} from "./support/Vm.t.sol";

/// @dev `recall`, `lift` and `withdraw`.
contract RecallTest is SignedActs {
    function setUp() public override {
        super.setUp();
        createBatch();
    }

    /* WHAT THEY DO */

    function testFuzz_EachLogsEveryFieldOfItsLineAndFoldsIt(bytes32 digest, uint40 time, bool order) public {
        vm.assume(digest != 0);
        vm.warp(time);
        address actor = order ? regulator() : producer();
        Status status = order ? Status.RecallOrdered : Status.Recalled;

        bytes32 head = trace.headOf(ID);
        vm.expectEmit(address(trace));
        emit ITrace.Recalled(ID, actor, digest, 2, 2, time, status);
        vm.recordLogs();
        act(ITrace.recall.selector, actor, digest);
        assertFolded(ID, head);
        vm.assertTrue(statusOf(ID) == status, "recalled");

        head = trace.headOf(ID);
        vm.expectEmit(address(trace));
        emit ITrace.Lifted(ID, actor, digest, 3, 3, time, Status.Active);
        vm.recordLogs();
        act(ITrace.lift.selector, actor, digest);
        assertFolded(ID, head);
        vm.assertTrue(statusOf(ID) == Status.Active, "active again");

        head = trace.headOf(ID);
        vm.expectEmit(address(trace));
        emit ITrace.Withdrawn(ID, producer(), digest, 4, 4, time, Status.Withdrawn);
        vm.recordLogs();
        act(ITrace.withdraw.selector, producer(), digest);
        assertFolded(ID, head);
        vm.assertTrue(statusOf(ID) == Status.Withdrawn, "withdrawn");
        vm.assertEq(trace.batchOf(ID).custodian, producer(), "custodian");
        vm.assertEq(trace.batchOf(ID).quantity, QUANTITY, "quantity");
    }

    function test_ARegulatorMayOrderWhatWasRecalledAlready() public {
        act(ITrace.recall.selector, producer(), DIGEST);
        act(ITrace.recall.selector, regulator(), DIGEST);
        vm.assertTrue(statusOf(ID) == Status.RecallOrdered, "ordered");
        fails(abi.encodeWithSelector(ITrace.NotRegulator.selector, ID, producer()), ITrace.lift.selector, producer());
        act(ITrace.lift.selector, regulator(), DIGEST);
        vm.assertTrue(statusOf(ID) == Status.Active, "active again");
    }

    function test_RecallAndLiftWorkWhilePausedButWithdrawDoesNot() public {
        pause();
        act(ITrace.recall.selector, producer(), DIGEST);
        act(ITrace.lift.selector, producer(), DIGEST);
        act(ITrace.recall.selector, regulator(), DIGEST);
        act(ITrace.lift.selector, regulator(), DIGEST);
        bytes memory reason = abi.encodeWithSelector(ITrace.EnforcedPause.selector);
        fails(reason, ITrace.withdraw.selector, producer());
    }

    function test_ARecallAndAWithdrawalEndAnOffer() public {
        bytes4[2] memory verbs = [ITrace.recall.selector, ITrace.withdraw.selector];
        for (uint256 i = 0; i < 2; ++i) {
            vm.prank(producer());
            trace.offerCustody(ID, stranger, DIGEST);
            act(verbs[i], producer(), DIGEST);
            vm.assertEq(trace.offerOf(ID), address(0), "no offer");
            if (i == 0) act(ITrace.lift.selector, producer(), DIGEST);
        }
    }

    function test_AWithdrawnBatchTakesNothing() public {
        act(ITrace.recall.selector, producer(), DIGEST);
        act(ITrace.withdraw.selector, producer(), DIGEST);
        grant(roles()[0], regulator()); // so that nothing but the status is in the way
        bytes memory reason = abi.encodeWithSelector(ITrace.BatchNotActive.selector, ID, Status.Withdrawn);
        for (uint256 i = 1; i < VERBS; ++i) {
            Act memory another = actOf(Verb(i));
            expectFailure(reason, producer(), callOf(another));
            expectFailure(reason, regulator(), callOf(another));
            expectFailure(reason, relayer, callOf(another, producer(), sign(1, another)));
        }
    }

    function test_ASignedLiftIsTheActors() public {
        act(ITrace.recall.selector, producer(), DIGEST);
        Act memory lifting = actOf(Verb.Lift);
        lifting.seq = 3;
        bytes memory forged = sign(7, lifting);
        bytes memory invalid = abi.encodeWithSelector(ITrace.InvalidSignature.selector, producer());
        expectRefusal(invalid, lifting, producer(), forged);
        bytes memory signature = sign(1, lifting);
        bring(lifting, producer(), signature);
        vm.assertTrue(statusOf(ID) == Status.Active, "active again");
        expectRefusal(invalid, lifting, producer(), signature);
    }

    /* WHO MAY */

    function testFuzz_NobodyElseRecallsLiftsOrWithdraws(address actor) public {
        vm.assume(actor != producer() && actor != regulator());
        bytes memory reason = abi.encodeWithSelector(ITrace.NotCustodian.selector, ID, actor);
        fails(reason, ITrace.recall.selector, actor);
        fails(reason, ITrace.withdraw.selector, actor);
        act(ITrace.recall.selector, producer(), DIGEST);
        fails(reason, ITrace.lift.selector, actor);
    }

    function test_ARegulatorNeitherLiftsTheCustodiansRecallNorWithdraws() public {
        bytes memory reason = abi.encodeWithSelector(ITrace.NotCustodian.selector, ID, regulator());
        fails(reason, ITrace.withdraw.selector, regulator());
        act(ITrace.recall.selector, producer(), DIGEST);
        fails(reason, ITrace.lift.selector, regulator());
    }

    function test_ARevokedRegulatorOrdersNothingMore() public {
        vm.prank(registrar);
        trace.revokeRole(roles()[5], regulator());
        bytes memory reason = abi.encodeWithSelector(ITrace.NotCustodian.selector, ID, regulator());
        fails(reason, ITrace.recall.selector, regulator());
    }

    /* WHEN */

    function test_EachRevertsForAStatusThatItDoesNotFollow() public {
        fails(abi.encodeWithSelector(ITrace.BatchNotRecalled.selector, ID), ITrace.lift.selector, producer());
        act(ITrace.recall.selector, producer(), DIGEST);
        fails(notActive(Status.Recalled), ITrace.recall.selector, producer());
        act(ITrace.recall.selector, regulator(), DIGEST);
        fails(notActive(Status.RecallOrdered), ITrace.recall.selector, producer());
        fails(notActive(Status.RecallOrdered), ITrace.recall.selector, regulator());
        fails(notActive(Status.RecallOrdered), ITrace.withdraw.selector, producer());
    }

    function testFuzz_EachRevertsForAnUnknownBatchAZeroDigestAndTheLastNumber(bytes32 id) public {
        vm.assume(id != ID);
        bytes4[3] memory verbs = [ITrace.recall.selector, ITrace.lift.selector, ITrace.withdraw.selector];
        bytes memory unknown = abi.encodeWithSelector(ITrace.UnknownBatch.selector, id);
        for (uint256 i = 0; i < 3; ++i) {
            expectFailure(unknown, producer(), abi.encodeWithSelector(verbs[i], id, DIGEST));
            forceStatus(ID, i == 1 ? Status.Recalled : Status.Active);
            bytes memory zero = abi.encodeWithSelector(ITrace.InvalidDigest.selector);
            expectFailure(zero, producer(), abi.encodeWithSelector(verbs[i], ID, bytes32(0)));
        }
        forceSeq(ID, type(uint24).max);
        for (uint256 i = 0; i < 3; ++i) {
            fails(abi.encodeWithSelector(SequenceExhausted.selector), verbs[i], producer());
        }
    }

    function act(bytes4 verb, address actor, bytes32 digest) private {
        vm.prank(actor);
        (bool success,) = address(trace).call(abi.encodeWithSelector(verb, ID, digest));
        vm.assertTrue(success, "written");
    }

    function fails(bytes memory reason, bytes4 verb, address actor) private {
        expectFailure(reason, actor, abi.encodeWithSelector(verb, ID, DIGEST));
    }

    function notActive(Status status) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ITrace.BatchNotActive.selector, ID, status);
    }
}
