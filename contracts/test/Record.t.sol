// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITrace} from "../ITrace.sol";
import {SequenceExhausted, Status, Verdict} from "../types/Batch.sol";
import {Kind} from "../types/Kind.sol";
import {TraceTest} from "./support/TraceTest.t.sol";
import {bound, vm} from "./support/Vm.t.sol";

contract RecordTest is TraceTest {
    function setUp() public override {
        super.setUp();
        createBatch();
    }

    /* WHAT IT DOES */

    function testFuzz_RecordLogsEveryFieldOfTheLine(bytes32 digest, uint40 time) public {
        vm.assume(digest != 0);
        vm.warp(time);
        vm.expectEmit(address(trace));
        emit ITrace.Recorded(ID, HARVEST, producer(), digest, 2, 2, time);
        vm.prank(producer());
        trace.record(ID, HARVEST, digest);
    }

    function testFuzz_RecordFoldsExactlyItsLogIntoTheHead(bytes32 digest, uint40 time) public {
        vm.assume(digest != 0);
        vm.warp(time);
        bytes32 head = trace.headOf(ID);
        vm.recordLogs();
        vm.prank(producer());
        trace.record(ID, HARVEST, digest);
        assertFolded(ID, head);
    }

    function testFuzz_RecordMovesNothingButSeqAndHead(uint8 count) public {
        createBatch("APPLE-0000-002");
        for (uint256 i = 0; i < count % 16; ++i) {
            vm.prank(producer());
            trace.record(ID, HARVEST, DIGEST);
        }
        assertBatch(ID, producer(), QUANTITY, 1 + (count % 16), Verdict.None);
        assertBatch(keccak256("APPLE-0000-002"), producer(), QUANTITY, 1, Verdict.None);
        vm.assertEq(trace.lineCount(), 2 + (count % 16), "line count");
    }

    function testFuzz_RecordTakesExactlyTheRolesOfTheKind(uint256 seed, uint256 set) public {
        Kind kind = kindOf(seed);
        set = bound(set, 0, 63);
        setKindRole(kind, set);
        for (uint256 i = 0; i < 6; ++i) {
            if ((set >> i) & 1 == 0) expectUnauthorized(holder(i), kind);
            vm.prank(holder(i));
            trace.record(ID, kind, DIGEST);
        }
    }

    function test_RecordTakesOneWhoHoldsSeveralRoles() public {
        grant(roles()[4], inspector());
        grant(roles()[2], inspector());
        vm.prank(inspector());
        trace.record(ID, GRADING, DIGEST);
    }

    /* WHAT IT REFUSES */

    function testFuzz_RecordRevertsForAnActorWithoutARole(address actor) public {
        vm.assume(actor != producer());
        bytes memory reason = abi.encodeWithSelector(ITrace.UnauthorizedActor.selector, actor, HARVEST);
        expectRefusal(reason, actor, ID, HARVEST, DIGEST);
    }

    function test_RecordRevertsForARoleThatWasHeldOnce() public {
        vm.prank(producer());
        trace.renounceRole(roles()[0], producer());
        bytes memory reason = abi.encodeWithSelector(ITrace.UnauthorizedActor.selector, producer(), HARVEST);
        expectRefusal(reason, producer(), ID, HARVEST, DIGEST);
    }

    function testFuzz_RecordRevertsForAKindThatNobodySet(bytes32 text) public {
        Kind kind = Kind.wrap(text);
        vm.assume(kind != HARVEST && kind != GRADING && kind != TELEMETRY && !kind.isReserved());
        bytes memory reason = abi.encodeWithSelector(ITrace.UnauthorizedActor.selector, producer(), kind);
        expectRefusal(reason, producer(), ID, kind, DIGEST);
    }

    /// @dev Neither by those who may write such lines with the other verbs.
    function test_RecordRevertsForTheKindsOfOtherVerbs() public {
        bytes memory reason = abi.encodeWithSelector(ITrace.ReservedKind.selector, CREATION);
        expectRefusal(reason, producer(), ID, CREATION, DIGEST);
        reason = abi.encodeWithSelector(ITrace.ReservedKind.selector, INSPECTION);
        expectRefusal(reason, inspector(), ID, INSPECTION, DIGEST);
    }

    function testFuzz_RecordRevertsForAnUnknownBatch(bytes32 id) public {
        vm.assume(id != ID);
        expectRefusal(abi.encodeWithSelector(ITrace.UnknownBatch.selector, id), producer(), id, HARVEST, DIGEST);
    }

    function test_RecordRevertsForAWithdrawnBatch() public {
        forceStatus(ID, Status.Withdrawn);
        bytes memory reason = abi.encodeWithSelector(ITrace.BatchNotActive.selector, ID, Status.Withdrawn);
        expectRefusal(reason, producer(), ID, HARVEST, DIGEST);
    }

    /// @dev How a batch is taken back, tested and destroyed belongs to its journey.
    function test_RecordTakesARecalledBatchAndLeavesItRecalled() public {
        for (uint256 i = uint256(Status.Recalled); i <= uint256(Status.RecallOrdered); i += 2) {
            forceStatus(ID, Status(i));
            vm.prank(producer());
            trace.record(ID, HARVEST, DIGEST);
            vm.assertTrue(statusOf(ID) == Status(i), "status");
        }
    }

    function test_RecordRevertsForAZeroDigest() public {
        expectRefusal(abi.encodeWithSelector(ITrace.InvalidDigest.selector), producer(), ID, HARVEST, 0);
    }

    function test_RecordRevertsWhenPausedAndGoesOnAfterwards() public {
        pause();
        expectRefusal(abi.encodeWithSelector(ITrace.EnforcedPause.selector), producer(), ID, HARVEST, DIGEST);
        vm.prank(admin);
        trace.unpause();
        vm.prank(producer());
        trace.record(ID, HARVEST, DIGEST);
    }

    function test_RecordRevertsRatherThanNumberALineTwice() public {
        forceSeq(ID, type(uint24).max - 1);
        vm.prank(producer());
        trace.record(ID, HARVEST, DIGEST);
        assertBatch(ID, producer(), QUANTITY, type(uint24).max, Verdict.None);
        expectRefusal(abi.encodeWithSelector(SequenceExhausted.selector), producer(), ID, HARVEST, DIGEST);
        assertBatch(ID, producer(), QUANTITY, type(uint24).max, Verdict.None);
    }

    function expectRefusal(bytes memory reason, address actor, bytes32 id, Kind kind, bytes32 digest) private {
        uint64 lines = trace.lineCount();
        bytes32 head = trace.headOf(id);
        vm.expectRevert(reason);
        vm.prank(actor);
        trace.record(id, kind, digest);
        vm.assertEq(trace.lineCount(), lines, "no line was written");
        vm.assertEq(trace.headOf(id), head, "the head stays");
    }
}
