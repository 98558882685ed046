// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITrace} from "../ITrace.sol";
import {SequenceExhausted, Status, Verdict} from "../types/Batch.sol";
import {Act, Verb} from "./support/Act.t.sol";
import {LineageTest} from "./support/LineageTest.t.sol";
import {bound, vm} from "./support/Vm.t.sol";

contract SplitTest is LineageTest {
    /* WHAT IT DOES */

    function testFuzz_SplitLogsEveryFieldOfTheLines(uint256 seed, uint8 count, bytes32 digest, uint40 time) public {
        vm.assume(digest != 0);
        vm.warp(time);
        Act memory act = splitOf(seed, 1 + (count % 8));
        act.digest = digest;
        expectLines(act, producer());
        run(act, producer());
    }

    function testFuzz_SplitFoldsExactlyItsLogsIntoTheHeads(uint256 seed, uint8 count) public {
        Act memory act = splitOf(seed, 1 + (count % 8));
        noteHeads(one(ID));
        vm.recordLogs();
        run(act, producer());
        assertAllFolded(act.parts.length + 1, 2);
    }

    function testFuzz_ThePartsAndWhatRemainsMakeUpWhatThereWas(uint256 seed, uint8 count, uint64 quantity) public {
        count = uint8(bound(count, 1, 64));
        quantity = uint64(bound(quantity, count, type(uint64).max));
        vm.prank(producer());
        trace.create(NEW_CODE, KGM, quantity, DIGEST);
        Act memory act = splitOf(seed, count);
        act.code = NEW_CODE;
        uint64[] memory amounts = amountsOf(seed, count, quantity);
        for (uint256 i = 0; i < count; ++i) act.parts[i].quantity = amounts[i];
        run(act, producer());

        uint256 sum = trace.batchOf(keccak256(bytes(NEW_CODE))).quantity;
        for (uint256 i = 0; i < count; ++i) sum += trace.batchOf(keccak256(bytes(act.parts[i].code))).quantity;
        vm.assertEq(sum, quantity, "conserved");
    }

    function testFuzz_PartsAreTheCustodiansAndNewAndTheRestStays(uint256 seed, uint8 count) public {
        inspectBatch();
        Act memory act = splitOf(seed, 1 + (count % 8));
        run(act, producer());
        uint64 left = QUANTITY;
        for (uint256 i = 0; i < act.parts.length; ++i) {
            ITrace.Part memory part = act.parts[i];
            left -= part.quantity;
            // Whoever inspected the whole has not inspected the part.
            assertBatch(keccak256(bytes(part.code)), producer(), part.quantity, 1, Verdict.None);
        }
        assertBatch(ID, producer(), left, 3, Verdict.Fail);
    }

    /// @dev Who holds a batch may divide it, whoever it is: nothing is made.
    function testFuzz_SplitNeedsNoRole(uint256 seed, address custodian) public {
        vm.assume(custodian != address(0) && custodian != producer());
        giveTo(custodian);
        Act memory act = splitOf(seed, 2);
        act.seq = 4;
        expectLines(act, custodian);
        run(act, custodian);
        vm.assertEq(trace.batchOf(keccak256(bytes(act.parts[1].code))).custodian, custodian, "custodian");
    }

    function testFuzz_APartIsSplitAgainAndTakesLinesOfItsOwn(uint128 seed) public {
        Act memory act = splitOf(seed, 2);
        (act.parts[0].quantity, act.parts[1].quantity) = (1, 2);
        run(act, producer());
        Act memory again = splitOf(uint256(seed) + 4, 2);
        (again.parts[0].quantity, again.parts[1].quantity) = (1, 1);
        (again.code, again.seq) = (act.parts[1].code, 2);
        expectLines(again, producer());
        run(again, producer());
        assertBatch(keccak256(bytes(again.code)), producer(), 0, 2, Verdict.None);
        vm.prank(producer());
        trace.record(keccak256(bytes(again.parts[0].code)), HARVEST, DIGEST);
    }

    function test_AnEmptyBatchTakesLinesButGivesNothing() public {
        Act memory act = splitOf(0, 1);
        act.parts[0].quantity = QUANTITY;
        run(act, producer());
        vm.prank(producer());
        trace.record(ID, HARVEST, DIGEST);
        assertBatch(ID, producer(), 0, 3, Verdict.None);
        act = splitOf(2, 1);
        act.parts[0].quantity = 1;
        refuses(insufficient(ID, 0, 1), act, producer());
    }

    function test_SplitEndsAnOffer() public {
        offerTo(stranger);
        run(splitOf(0, 1), producer());
        vm.assertEq(trace.offerOf(ID), address(0), "no offer");
        bytes memory reason = abi.encodeWithSelector(ITrace.NotOffered.selector, ID, stranger);
        expectFailure(reason, stranger, abi.encodeCall(ITrace.acceptCustody, (ID, DIGEST)));
        offerTo(stranger); // and the batch may be offered again, as what it is now
        vm.prank(stranger);
        trace.acceptCustody(ID, DIGEST);
    }

    /* WHAT IT REFUSES */

    function testFuzz_SplitRevertsForAnyoneButTheCustodian(address actor) public {
        vm.assume(actor != producer());
        refuses(notCustodian(ID, actor), splitOf(0, 2), actor);
    }

    function test_SplitRevertsForWhoeverHeldItBeforeAndForWhoeverItIsOffered() public {
        offerTo(stranger);
        refuses(notCustodian(ID, stranger), splitOf(0, 1), stranger);
        giveTo(stranger);
        refuses(notCustodian(ID, producer()), splitOf(0, 1), producer());
    }

    function test_SplitTakesOneTo64Parts() public {
        refuses(badLength(0), splitOf(0, 0), producer());
        refuses(badLength(65), splitOf(0, 65), producer());
        Act memory act = splitOf(0, 65);
        refusesSigned(badLength(65), act);
        act.parts = new ITrace.Part[](0);
        refusesSigned(badLength(0), act);
        run(splitOf(0, 64), producer());
        vm.assertEq(trace.lineCount(), 66, "line count");
    }

    function testFuzz_SplitRevertsForAPartOfNothing(uint256 seed, uint8 count) public {
        Act memory act = splitOf(seed, 1 + (count % 8));
        uint256 place = seed % act.parts.length;
        act.parts[place].quantity = 0;
        refuses(insufficient(ID, leftBefore(act, place), 0), act, producer());
    }

    function testFuzz_SplitRevertsForMoreThanThereIsLeft(uint256 seed, uint8 count, uint64 wanted) public {
        Act memory act = splitOf(seed, 1 + (count % 8));
        uint256 place = seed % act.parts.length;
        uint64 left = leftBefore(act, place);
        act.parts[place].quantity = uint64(bound(wanted, uint256(left) + 1, type(uint64).max));
        refuses(insufficient(ID, left, act.parts[place].quantity), act, producer());
    }

    /// @dev Amounts whose sum wraps around to something small.
    function test_SplitRevertsForAmountsThatWrapAround() public {
        Act memory act = splitOf(0, 2);
        (act.parts[0].quantity, act.parts[1].quantity) = (2, type(uint64).max);
        refuses(insufficient(ID, QUANTITY - 2, type(uint64).max), act, producer());
    }

    function testFuzz_SplitRevertsForACodeThatIsTakenOrNamedTwice(uint256 seed, uint8 count) public {
        Act memory act = splitOf(seed, 2 + (count % 8));
        uint256 place = 1 + (seed % (act.parts.length - 1));
        act.parts[place].code = act.parts[place - 1].code;
        refuses(exists(act.parts[place].code), act, producer());
        act.parts[place].code = CODE;
        refuses(exists(CODE), act, producer());
    }

    function testFuzz_SplitRevertsForABadCode(uint256 seed, uint8 count) public {
        Act memory act = splitOf(seed, 1 + (count % 8));
        uint256 place = seed % act.parts.length;
        string[4] memory bad = ["", "with space", unicode"苹果", codeOf(seed, 65)];
        for (uint256 i = 0; i < bad.length; ++i) {
            act.parts[place].code = bad[i];
            refuses(abi.encodeWithSelector(ITrace.InvalidCode.selector), act, producer());
        }
    }

    function testFuzz_SplitRevertsForAZeroDigestAnywhere(uint256 seed, uint8 count) public {
        Act memory act = splitOf(seed, 1 + (count % 8));
        act.parts[seed % act.parts.length].digest = 0;
        refuses(abi.encodeWithSelector(ITrace.InvalidDigest.selector), act, producer());
        act = splitOf(seed, 1);
        act.digest = 0;
        refuses(abi.encodeWithSelector(ITrace.InvalidDigest.selector), act, producer());
    }

    function testFuzz_SplitRevertsForAnUnknownBatch(string calldata code) public {
        vm.assume(keccak256(bytes(code)) != ID);
        Act memory act = splitOf(0, 1);
        act.code = code;
        refuses(abi.encodeWithSelector(ITrace.UnknownBatch.selector, keccak256(bytes(code))), act, producer());
    }

    function test_SplitRevertsForARecalledOrWithdrawnBatch() public {
        for (uint256 i = uint256(Status.Recalled); i <= uint256(Status.RecallOrdered); ++i) {
            forceStatus(ID, Status(i));
            bytes memory reason = abi.encodeWithSelector(ITrace.BatchNotActive.selector, ID, Status(i));
            refuses(reason, splitOf(0, 1), producer());
            refusesSigned(reason, splitOf(0, 1));
        }
    }

    function test_SplitRevertsWhenPaused() public {
        pause();
        refuses(abi.encodeWithSelector(ITrace.EnforcedPause.selector), splitOf(0, 1), producer());
    }

    function test_SplitRevertsRatherThanNumberALineTwice() public {
        forceSeq(ID, type(uint24).max);
        refuses(abi.encodeWithSelector(SequenceExhausted.selector), splitOf(0, 1), producer());
    }

    /* HELPERS */

    function splitOf(uint256 seed, uint256 count) private view returns (Act memory act) {
        act = actOf(Verb.Split);
        act.parts = partsOf(seed >> 1, count, 1); // which counts on from there
        uint64[] memory amounts = amountsOf(seed, count, QUANTITY);
        for (uint256 i = 0; i < count; ++i) act.parts[i].quantity = amounts[i];
        act.seq = trace.batchOf(ID).seq + (trace.batchOf(ID).seq == type(uint24).max ? 0 : 1);
    }

    /// @dev What is left when the part at some place is taken.
    function leftBefore(Act memory act, uint256 place) private pure returns (uint64 left) {
        left = QUANTITY;
        for (uint256 i = 0; i < place; ++i) left -= act.parts[i].quantity;
    }

    function refusesSigned(bytes memory reason, Act memory act) private {
        expectRefusal(reason, act, producer(), sign(1, act));
    }

    function one(bytes32 id) private pure returns (bytes32[] memory ids) {
        ids = new bytes32[](1);
        ids[0] = id;
    }
}
