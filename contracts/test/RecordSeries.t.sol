// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITrace} from "../ITrace.sol";
import {SequenceExhausted, Status, Verdict} from "../types/Batch.sol";
import {Kind} from "../types/Kind.sol";
import {Act, Verb} from "./support/Act.t.sol";
import {SignedActs} from "./support/SignedActs.t.sol";
import {Vm, bound, vm} from "./support/Vm.t.sol";

contract RecordSeriesTest is SignedActs {
    function setUp() public override {
        super.setUp();
        createBatch();
    }

    /* WHAT IT DOES */

    function testFuzz_SeriesLogsEveryFieldOfEachLineInOrder(uint256 seed, uint8 count, uint40 time) public {
        vm.warp(time);
        bytes32[] memory digests = readingsOf(seed, 1 + (count % 12));
        for (uint256 i = 0; i < digests.length; ++i) {
            vm.expectEmit(address(trace));
            emit ITrace.Recorded(ID, HARVEST, producer(), digests[i], uint64(2 + i), uint24(2 + i), time);
        }
        vm.prank(producer());
        trace.recordSeries(ID, HARVEST, digests);
    }

    function testFuzz_SeriesFoldsExactlyItsLogsIntoTheHead(uint256 seed, uint8 count) public {
        bytes32[] memory digests = readingsOf(seed, 1 + uint256(count));
        bytes32 head = trace.headOf(ID);
        vm.recordLogs();
        vm.prank(producer());
        trace.recordSeries(ID, HARVEST, digests);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        vm.assertEq(logs.length, digests.length, "one log a line");
        for (uint256 i = 0; i < logs.length; ++i) head = keccak256(abi.encode(head, leafOf(logs[i])));
        vm.assertEq(trace.headOf(ID), head, "head is the fold");
        vm.assertEq(trace.batchOf(ID).head, head, "both views give the same head");
    }

    /// @dev Nobody can tell from a batch whether its lines were written one by one or at once.
    function testFuzz_SeriesIsTheSameAsThatManyRecords(uint256 seed, uint8 count, bool cell) public {
        Kind kind = cell ? HARVEST : GRADING;
        address actor = holder(cell ? 0 : 1);
        bytes32[] memory digests = readingsOf(seed, 1 + (count % 24));
        vm.recordLogs();
        vm.prank(actor);
        trace.recordSeries(ID, kind, digests);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        ITrace.BatchView memory batch = trace.batchOf(ID);
        uint64 lines = trace.lineCount();

        super.setUp(); // another contract in the same state as the first was
        createBatch();
        vm.recordLogs();
        for (uint256 i = 0; i < digests.length; ++i) {
            vm.prank(actor);
            trace.record(ID, kind, digests[i]);
        }
        Vm.Log[] memory single = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) vm.assertEq(leafOf(logs[i]), leafOf(single[i]), "leaf");
        vm.assertEq(keccak256(abi.encode(trace.batchOf(ID))), keccak256(abi.encode(batch)), "state");
        vm.assertEq(trace.lineCount(), lines, "line count");
    }

    function testFuzz_SeriesMovesNothingButSeqAndHead(uint8 count) public {
        createBatch("APPLE-0000-002");
        vm.prank(producer());
        trace.offerCustody(ID, stranger, DIGEST);
        vm.prank(inspector());
        trace.inspect(ID, Verdict.Fail, DIGEST);
        vm.prank(producer());
        trace.recordSeries(ID, HARVEST, readingsOf(0, 1 + uint256(count)));
        assertBatch(ID, producer(), QUANTITY, 4 + uint24(count), Verdict.Fail);
        assertBatch(keccak256("APPLE-0000-002"), producer(), QUANTITY, 1, Verdict.None);
        vm.assertEq(trace.offerOf(ID), stranger, "the offer stands");
        vm.assertEq(trace.lineCount(), 5 + uint64(count), "line count");
    }

    function testFuzz_SeriesTakesExactlyTheRolesOfTheKind(uint256 seed, uint256 set) public {
        Kind kind = kindOf(seed);
        set = bound(set, 0, 63);
        setKindRole(kind, set);
        for (uint256 i = 0; i < 6; ++i) {
            if ((set >> i) & 1 == 0) expectUnauthorized(holder(i), kind);
            vm.prank(holder(i));
            trace.recordSeries(ID, kind, readingsOf(seed, 2));
        }
    }

    function test_SeriesTakesARecalledBatchAndLeavesItRecalled() public {
        for (uint256 i = uint256(Status.Recalled); i <= uint256(Status.RecallOrdered); i += 2) {
            forceStatus(ID, Status(i));
            vm.prank(producer());
            trace.recordSeries(ID, HARVEST, readingsOf(0, 2));
            vm.assertTrue(statusOf(ID) == Status(i), "status");
        }
    }

    /* WHAT IT REFUSES */

    function test_SeriesTakesOneTo256Digests() public {
        bytes4 selector = ITrace.InvalidLength.selector;
        refuses(abi.encodeWithSelector(selector, 0, 256), producer(), ID, HARVEST, new bytes32[](0));
        refuses(abi.encodeWithSelector(selector, 257, 256), producer(), ID, HARVEST, readingsOf(0, 257));
        vm.prank(producer());
        trace.recordSeries(ID, HARVEST, readingsOf(0, 256));
        vm.assertEq(trace.lineCount(), 257, "line count");
    }

    function test_ASignedSeriesHasTheSameBounds() public {
        Act memory act = actOf(Verb.Series);
        act.digests = readingsOf(0, 256); // which come after the first
        bytes memory reason = abi.encodeWithSelector(ITrace.InvalidLength.selector, 257, 256);
        expectRefusal(reason, act, producer(), sign(1, act));
        act.digests = readingsOf(0, 255);
        bring(act, producer(), sign(1, act));
        vm.assertEq(trace.lineCount(), 257, "line count");
    }

    /// @dev Wherever it is: the lines before it are not written either.
    function testFuzz_SeriesRevertsForAZeroDigestAnywhere(uint256 seed, uint8 count) public {
        bytes32[] memory digests = readingsOf(seed, 1 + uint256(count));
        digests[seed % digests.length] = 0;
        refuses(abi.encodeWithSelector(ITrace.InvalidDigest.selector), producer(), ID, HARVEST, digests);
    }

    function testFuzz_SeriesRevertsForAnActorWithoutARole(address actor) public {
        vm.assume(actor != producer());
        bytes memory reason = abi.encodeWithSelector(ITrace.UnauthorizedActor.selector, actor, HARVEST);
        refuses(reason, actor, ID, HARVEST, readingsOf(0, 2));
    }

    function testFuzz_SeriesRevertsForAKindThatNobodySet(bytes32 text) public {
        Kind kind = Kind.wrap(text);
        vm.assume(kind != HARVEST && kind != GRADING && kind != TELEMETRY && !kind.isReserved());
        bytes memory reason = abi.encodeWithSelector(ITrace.UnauthorizedActor.selector, producer(), kind);
        refuses(reason, producer(), ID, kind, readingsOf(0, 2));
    }

    /// @dev Neither by those who may write such lines with the other verbs.
    function test_SeriesRevertsForTheKindsOfOtherVerbs() public {
        bytes memory reason = abi.encodeWithSelector(ITrace.ReservedKind.selector, CREATION);
        refuses(reason, producer(), ID, CREATION, readingsOf(0, 2));
        reason = abi.encodeWithSelector(ITrace.ReservedKind.selector, INSPECTION);
        refuses(reason, inspector(), ID, INSPECTION, readingsOf(0, 2));
    }

    function testFuzz_SeriesRevertsForAnUnknownBatch(bytes32 id) public {
        vm.assume(id != ID);
        bytes memory reason = abi.encodeWithSelector(ITrace.UnknownBatch.selector, id);
        refuses(reason, producer(), id, HARVEST, readingsOf(0, 2));
    }

    function test_SeriesRevertsForAWithdrawnBatch() public {
        forceStatus(ID, Status.Withdrawn);
        bytes memory reason = abi.encodeWithSelector(ITrace.BatchNotActive.selector, ID, Status.Withdrawn);
        refuses(reason, producer(), ID, HARVEST, readingsOf(0, 2));
    }

    function test_SeriesRevertsWhenPausedAndGoesOnAfterwards() public {
        pause();
        refuses(abi.encodeWithSelector(ITrace.EnforcedPause.selector), producer(), ID, HARVEST, readingsOf(0, 2));
        vm.prank(admin);
        trace.unpause();
        vm.prank(producer());
        trace.recordSeries(ID, HARVEST, readingsOf(0, 2));
    }

    /// @dev The last line that there may be is written, and none with more after it.
    function testFuzz_SeriesRevertsRatherThanNumberALineTwice(uint8 count) public {
        uint256 room = 1 + uint256(count);
        forceSeq(ID, uint24(type(uint24).max - room));
        if (room < 256) {
            bytes memory reason = abi.encodeWithSelector(SequenceExhausted.selector);
            refuses(reason, producer(), ID, HARVEST, readingsOf(0, room + 1));
        }
        vm.prank(producer());
        trace.recordSeries(ID, HARVEST, readingsOf(0, room));
        assertBatch(ID, producer(), QUANTITY, type(uint24).max, Verdict.None);
        refuses(abi.encodeWithSelector(SequenceExhausted.selector), producer(), ID, HARVEST, readingsOf(0, 1));
    }

    /* HELPERS */

    function readingsOf(uint256 seed, uint256 count) private pure returns (bytes32[] memory digests) {
        digests = new bytes32[](count);
        for (uint256 i = 0; i < count; ++i) digests[i] = keccak256(abi.encode("reading", seed, i));
    }

    function refuses(bytes memory reason, address actor, bytes32 id, Kind kind, bytes32[] memory digests) private {
        bytes32 before = keccak256(abi.encode(trace.batchOf(id)));
        expectFailure(reason, actor, abi.encodeCall(ITrace.recordSeries, (id, kind, digests)));
        vm.assertEq(keccak256(abi.encode(trace.batchOf(id))), before, "the batch stays");
    }
}
