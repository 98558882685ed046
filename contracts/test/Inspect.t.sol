// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITrace} from "../ITrace.sol";
import {SequenceExhausted, Status, Verdict} from "../types/Batch.sol";
import {TraceTest} from "./support/TraceTest.t.sol";
import {vm} from "./support/Vm.t.sol";

contract InspectTest is TraceTest {
    function setUp() public override {
        super.setUp();
        createBatch();
    }

    /* WHAT IT DOES */

    function testFuzz_InspectLogsEveryFieldOfTheLine(bool pass, bytes32 digest, uint40 time) public {
        vm.assume(digest != 0);
        vm.warp(time);
        Verdict verdict = pass ? Verdict.Pass : Verdict.Fail;
        vm.expectEmit(address(trace));
        emit ITrace.Inspected(ID, inspector(), digest, 2, 2, time, verdict);
        vm.prank(inspector());
        trace.inspect(ID, verdict, digest);
    }

    function testFuzz_InspectFoldsExactlyItsLogIntoTheHead(bool pass, bytes32 digest, uint40 time) public {
        vm.assume(digest != 0);
        vm.warp(time);
        bytes32 head = trace.headOf(ID);
        vm.recordLogs();
        vm.prank(inspector());
        trace.inspect(ID, pass ? Verdict.Pass : Verdict.Fail, digest);
        assertFolded(ID, head);
    }

    function testFuzz_InspectLeavesTheLatestVerdictAndMovesNothingElse(uint256 verdicts, uint8 count) public {
        Verdict latest = Verdict.None;
        for (uint256 i = 0; i < count % 16; ++i) {
            latest = (verdicts >> i) & 1 == 0 ? Verdict.Fail : Verdict.Pass;
            vm.prank(inspector());
            trace.inspect(ID, latest, DIGEST);
        }
        assertBatch(ID, producer(), QUANTITY, 1 + (count % 16), latest);
    }

    function test_InspectKeepsTheVerdictThroughOtherLines() public {
        vm.prank(inspector());
        trace.inspect(ID, Verdict.Fail, DIGEST);
        vm.prank(producer());
        trace.record(ID, HARVEST, DIGEST);
        vm.prank(producer());
        trace.amend(ID, 1, DIGEST);
        assertBatch(ID, producer(), QUANTITY, 4, Verdict.Fail);
    }

    function testFuzz_InspectTakesExactlyTheRolesOfTheKind(uint8 set) public {
        set = set % 64;
        setKindRole(INSPECTION, set);
        for (uint256 i = 0; i < 6; ++i) {
            if ((set >> i) & 1 == 0) expectUnauthorized(holder(i), INSPECTION);
            vm.prank(holder(i));
            trace.inspect(ID, Verdict.Pass, DIGEST);
        }
    }

    /* WHAT IT REFUSES */

    function testFuzz_InspectRevertsForAnActorWithoutARole(address actor) public {
        vm.assume(actor != holder(3) && actor != holder(5));
        bytes memory reason = abi.encodeWithSelector(ITrace.UnauthorizedActor.selector, actor, INSPECTION);
        expectRefusal(reason, actor, ID, Verdict.Pass, DIGEST);
    }

    function test_InspectRevertsForNoVerdict() public {
        expectRefusal(abi.encodeWithSelector(ITrace.InvalidVerdict.selector), inspector(), ID, Verdict.None, DIGEST);
    }

    function testFuzz_InspectRevertsForAVerdictThatDoesNotExist(uint256 verdict) public {
        vm.assume(verdict > uint256(Verdict.Fail));
        vm.prank(inspector());
        (bool success,) = address(trace).call(abi.encodeWithSelector(ITrace.inspect.selector, ID, verdict, DIGEST));
        vm.assertFalse(success, "no such verdict");
    }

    function testFuzz_InspectRevertsForAnUnknownBatch(bytes32 id) public {
        vm.assume(id != ID);
        bytes memory reason = abi.encodeWithSelector(ITrace.UnknownBatch.selector, id);
        expectRefusal(reason, inspector(), id, Verdict.Pass, DIGEST);
    }

    function test_InspectRevertsForAWithdrawnBatch() public {
        forceStatus(ID, Status.Withdrawn);
        bytes memory reason = abi.encodeWithSelector(ITrace.BatchNotActive.selector, ID, Status.Withdrawn);
        expectRefusal(reason, inspector(), ID, Verdict.Pass, DIGEST);
    }

    /// @dev How a batch is taken back, tested and destroyed belongs to its journey.
    function test_InspectTakesARecalledBatchAndLeavesItRecalled() public {
        for (uint256 i = uint256(Status.Recalled); i <= uint256(Status.RecallOrdered); i += 2) {
            forceStatus(ID, Status(i));
            vm.prank(inspector());
            trace.inspect(ID, Verdict.Pass, DIGEST);
            vm.assertTrue(statusOf(ID) == Status(i), "status");
        }
    }

    function test_InspectRevertsForAZeroDigest() public {
        expectRefusal(abi.encodeWithSelector(ITrace.InvalidDigest.selector), inspector(), ID, Verdict.Pass, 0);
    }

    function test_InspectRevertsWhenPaused() public {
        pause();
        expectRefusal(abi.encodeWithSelector(ITrace.EnforcedPause.selector), inspector(), ID, Verdict.Pass, DIGEST);
    }

    function test_InspectRevertsRatherThanNumberALineTwice() public {
        forceSeq(ID, type(uint24).max);
        expectRefusal(abi.encodeWithSelector(SequenceExhausted.selector), inspector(), ID, Verdict.Pass, DIGEST);
    }

    function expectRefusal(bytes memory reason, address actor, bytes32 id, Verdict verdict, bytes32 digest) private {
        uint64 lines = trace.lineCount();
        bytes32 head = trace.headOf(id);
        vm.expectRevert(reason);
        vm.prank(actor);
        trace.inspect(id, verdict, digest);
        vm.assertEq(trace.lineCount(), lines, "no line was written");
        vm.assertEq(trace.headOf(id), head, "the head stays");
        vm.assertTrue(trace.batchOf(id).verdict == Verdict.None, "the verdict stays");
    }
}
