// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITrace} from "../ITrace.sol";
import {SequenceExhausted, Status, Verdict} from "../types/Batch.sol";
import {TraceTest} from "./support/TraceTest.t.sol";
import {bound, vm} from "./support/Vm.t.sol";

contract AmendTest is TraceTest {
    function setUp() public override {
        super.setUp();
        createBatch();
    }

    /* WHAT IT DOES */

    function testFuzz_AmendLogsEveryFieldOfTheLine(uint256 amended, bytes32 digest, uint40 time) public {
        vm.assume(digest != 0);
        recordLines(4);
        amended = bound(amended, 1, 5);
        vm.warp(time);
        vm.expectEmit(address(trace));
        emit ITrace.Amended(ID, producer(), digest, 6, 6, time, uint24(amended));
        vm.prank(producer());
        trace.amend(ID, uint24(amended), digest);
    }

    function testFuzz_AmendFoldsExactlyItsLogIntoTheHead(bytes32 digest, uint40 time) public {
        vm.assume(digest != 0);
        vm.warp(time);
        bytes32 head = trace.headOf(ID);
        vm.recordLogs();
        vm.prank(producer());
        trace.amend(ID, 1, digest);
        assertFolded(ID, head);
    }

    function testFuzz_AmendMovesNothingButSeqAndHead(uint8 count) public {
        for (uint256 i = 1; i <= count % 16; ++i) {
            vm.prank(producer());
            trace.amend(ID, uint24(i), DIGEST); // the first amends the creation, each other the amendment before
        }
        assertBatch(ID, producer(), QUANTITY, 1 + (count % 16), Verdict.None);
        vm.assertEq(trace.lineCount(), 1 + (count % 16), "line count");
    }

    function test_AmendTakesTheLinesOfOthers() public {
        vm.prank(inspector());
        trace.inspect(ID, Verdict.Pass, DIGEST);
        vm.prank(producer());
        trace.amend(ID, 2, DIGEST);
        assertBatch(ID, producer(), QUANTITY, 3, Verdict.Pass);
    }

    /// @dev Being the custodian is what counts.
    function test_AmendTakesACustodianWhoseRoleWasRevoked() public {
        vm.prank(registrar);
        trace.revokeRole(roles()[0], producer());
        vm.prank(producer());
        trace.amend(ID, 1, DIGEST);
    }

    /* WHAT IT REFUSES */

    function testFuzz_AmendRevertsForAnyoneButTheCustodian(address actor) public {
        vm.assume(actor != producer());
        bytes memory reason = abi.encodeWithSelector(ITrace.NotCustodian.selector, ID, actor);
        expectRefusal(reason, actor, ID, 1, DIGEST);
    }

    function test_AmendRevertsForHoldersOfEveryRoleAndTheAdmin() public {
        for (uint256 i = 1; i < 6; ++i) {
            bytes memory reason = abi.encodeWithSelector(ITrace.NotCustodian.selector, ID, holder(i));
            expectRefusal(reason, holder(i), ID, 1, DIGEST);
        }
        expectRefusal(abi.encodeWithSelector(ITrace.NotCustodian.selector, ID, admin), admin, ID, 1, DIGEST);
    }

    function testFuzz_AmendRevertsForALineThatIsNotThere(uint24 amended, uint8 count) public {
        recordLines(count % 16);
        uint24 latest = 1 + (count % 16);
        vm.assume(amended == 0 || amended > latest);
        expectRefusal(
            abi.encodeWithSelector(ITrace.UnknownLine.selector, ID, amended), producer(), ID, amended, DIGEST
        );
    }

    function test_AmendRevertsForNoLineAndForItsOwn() public {
        expectRefusal(abi.encodeWithSelector(ITrace.UnknownLine.selector, ID, 0), producer(), ID, 0, DIGEST);
        expectRefusal(abi.encodeWithSelector(ITrace.UnknownLine.selector, ID, 2), producer(), ID, 2, DIGEST);
    }

    function testFuzz_AmendRevertsForAnUnknownBatch(bytes32 id) public {
        vm.assume(id != ID);
        expectRefusal(abi.encodeWithSelector(ITrace.UnknownBatch.selector, id), producer(), id, 1, DIGEST);
    }

    function test_AmendRevertsForABatchThatIsNotActive() public {
        for (uint256 i = uint256(Status.Recalled); i <= uint256(Status.RecallOrdered); ++i) {
            forceStatus(ID, Status(i));
            bytes memory reason = abi.encodeWithSelector(ITrace.BatchNotActive.selector, ID, Status(i));
            expectRefusal(reason, producer(), ID, 1, DIGEST);
        }
    }

    function test_AmendRevertsForAZeroDigest() public {
        expectRefusal(abi.encodeWithSelector(ITrace.InvalidDigest.selector), producer(), ID, 1, 0);
    }

    function test_AmendRevertsWhenPaused() public {
        pause();
        expectRefusal(abi.encodeWithSelector(ITrace.EnforcedPause.selector), producer(), ID, 1, DIGEST);
    }

    function test_AmendRevertsRatherThanNumberALineTwice() public {
        forceSeq(ID, type(uint24).max);
        expectRefusal(abi.encodeWithSelector(SequenceExhausted.selector), producer(), ID, 1, DIGEST);
    }

    function recordLines(uint256 count) private {
        for (uint256 i = 0; i < count; ++i) {
            vm.prank(producer());
            trace.record(ID, HARVEST, DIGEST);
        }
    }

    function expectRefusal(bytes memory reason, address actor, bytes32 id, uint24 amended, bytes32 digest) private {
        uint64 lines = trace.lineCount();
        bytes32 head = trace.headOf(id);
        vm.expectRevert(reason);
        vm.prank(actor);
        trace.amend(id, amended, digest);
        vm.assertEq(trace.lineCount(), lines, "no line was written");
        vm.assertEq(trace.headOf(id), head, "the head stays");
    }
}
