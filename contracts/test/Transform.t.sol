// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITrace} from "../ITrace.sol";
import {SequenceExhausted, Status, Verdict} from "../types/Batch.sol";
import {Act, SignedInput, Verb, inputsOf} from "./support/Act.t.sol";
import {LineageTest} from "./support/LineageTest.t.sol";
import {bound, vm} from "./support/Vm.t.sol";

/// @dev `CODE` is the first input; there are as many others as a test needs.
contract TransformTest is LineageTest {
    /* WHAT IT DOES */

    function testFuzz_TransformLogsEveryFieldOfTheLines(uint256 seed, uint8 ins, uint8 outs, bytes32 digest, uint40 time)
        public
    {
        vm.assume(digest != 0);
        vm.warp(time);
        Act memory act = transformOf(seed, 1 + (ins % 6), 1 + (outs % 6));
        act.digest = digest;
        expectLines(act, producer());
        run(act, producer());
    }

    function testFuzz_TransformFoldsExactlyItsLogsIntoTheHeads(uint256 seed, uint8 ins, uint8 outs) public {
        Act memory act = transformOf(seed, 1 + (ins % 6), 1 + (outs % 6));
        noteHeads(idsOf(act));
        uint64 line = trace.lineCount() + 1;
        vm.recordLogs();
        run(act, producer());
        assertAllFolded(1 + act.inputs.length + act.outputs.length, line);
    }

    function testFuzz_WhatIsLeftIsExactlyWhatWasNotTaken(uint256 seed, uint8 ins, uint8 outs) public {
        inspectBatch();
        Act memory act = transformOf(seed, 1 + (ins % 6), 1 + (outs % 6));
        run(act, producer());
        SignedInput[] memory inputs = inputsOf(act);
        for (uint256 i = 0; i < inputs.length; ++i) {
            bytes32 id = keccak256(bytes(inputs[i].code));
            uint24 seq = inputs[i].seq;
            assertBatch(id, producer(), QUANTITY - inputs[i].quantity, seq, i == 0 ? Verdict.Fail : Verdict.None);
        }
        for (uint256 i = 0; i < act.outputs.length; ++i) {
            ITrace.Output memory output = act.outputs[i];
            assertBatch(keccak256(bytes(output.code)), producer(), output.quantity, 1, Verdict.None);
        }
    }

    /// @dev Each time takes from what is left, and is a line of its own.
    function testFuzz_AnInputNamedTwiceTakesTwice(uint256 seed, uint8 times) public {
        times = uint8(bound(times, 2, 64));
        uint64[] memory amounts = amountsOf(seed, times, QUANTITY);
        Act memory act = sameInput(amounts);
        expectLines(act, producer());
        run(act, producer());
        uint64 left = QUANTITY;
        for (uint256 i = 0; i < times; ++i) left -= amounts[i];
        assertBatch(ID, producer(), left, 1 + times, Verdict.None);
    }

    /// @dev An output may weigh more or less than what it was made of, and may be counted in another unit, or be none.
    function testFuzz_AnOutputHasWhateverQuantityItsMakerSays(uint64 quantity) public {
        Act memory act = transformOf(0, 1, 1);
        act.outputs[0].quantity = quantity;
        run(act, producer());
        assertBatch(keccak256(bytes(act.outputs[0].code)), producer(), quantity, 1, Verdict.None);
    }

    function test_TransformTakesOneTo64InputsAndOutputs() public {
        uint8[2][4] memory bad = [[0, 1], [65, 1], [1, 0], [1, 65]];
        for (uint256 i = 0; i < 4; ++i) {
            ITrace.Input[] memory inputs = new ITrace.Input[](bad[i][0]);
            ITrace.Output[] memory outputs = outputsOf(0, bad[i][1]);
            bytes memory reason = badLength(bad[i][0] == 1 ? bad[i][1] : bad[i][0]);
            expectFailure(reason, producer(), abi.encodeCall(ITrace.transform, (inputs, outputs, DIGEST)));
            bytes memory data =
                abi.encodeCall(ITrace.transformBySig, (inputs, outputs, DIGEST, producer(), block.timestamp, ""));
            expectFailure(reason, relayer, data);
        }
        Act memory act = transformOf(0, 64, 64);
        uint64 lines = trace.lineCount();
        run(act, producer());
        vm.assertEq(trace.lineCount(), lines + 128, "line count");
    }

    function test_TransformEndsTheOffersOfAllInputs() public {
        Act memory act = transformOf(0, 3, 1);
        bytes32[] memory ids = idsOf(act);
        for (uint256 i = 0; i < ids.length; ++i) {
            vm.prank(producer());
            trace.offerCustody(ids[i], stranger, DIGEST);
        }
        run(act, producer());
        for (uint256 i = 0; i < ids.length; ++i) {
            vm.assertEq(trace.offerOf(ids[i]), address(0), "no offer");
            bytes memory reason = abi.encodeWithSelector(ITrace.NotOffered.selector, ids[i], stranger);
            expectFailure(reason, stranger, abi.encodeCall(ITrace.acceptCustody, (ids[i], DIGEST)));
        }
    }

    function testFuzz_AnOutputIsAnInputOfTheNext(uint64 quantity) public {
        quantity = uint64(bound(quantity, 1, type(uint64).max));
        Act memory act = transformOf(0, 1, 1);
        act.outputs[0].quantity = quantity;
        run(act, producer());
        Act memory next = actOf(Verb.Transform);
        (next.code, next.quantity) = (act.outputs[0].code, quantity);
        next.inputs = new SignedInput[](0);
        next.outputs = outputsOf(9, 1);
        run(next, producer());
        assertBatch(keccak256(bytes(next.code)), producer(), 0, 2, Verdict.None);
    }

    /* WHAT IT REFUSES */

    /// @dev Not even by naming it as what it makes.
    function testFuzz_NoOutputIsAnInputOfItself(uint256 seed) public {
        Act memory act = transformOf(seed, 2, 2);
        act.outputs[seed % 2].code = CODE;
        refuses(exists(CODE), act, producer());
        // Outputs begin before inputs are used, and yet none is there to be one.
        Act memory unborn = transformOf(seed, 1, 1);
        unborn.inputs = new SignedInput[](1);
        unborn.inputs[0] = SignedInput(unborn.outputs[0].code, 1, 1);
        bytes32 id = keccak256(bytes(unborn.outputs[0].code));
        bytes memory reason = abi.encodeWithSelector(ITrace.UnknownBatch.selector, id);
        refuses(reason, unborn, producer());
        expectRefusal(reason, unborn, producer(), sign(1, unborn));
    }

    function testFuzz_TransformRevertsForWhoeverMayNotCreate(address actor) public {
        vm.assume(actor != holder(0) && actor != holder(1) && actor != address(0));
        giveTo(actor);
        Act memory act = transformOf(0, 1, 1);
        refuses(abi.encodeWithSelector(ITrace.UnauthorizedActor.selector, actor, CREATION), act, actor);
    }

    function testFuzz_TransformRevertsForAnyoneButTheCustodian(uint256 seed) public {
        Act memory act = transformOf(seed, 1 + (seed % 4), 1);
        refuses(notCustodian(ID, holder(1)), act, holder(1));
    }

    /// @dev Wherever it is among them.
    function testFuzz_TransformRevertsForOneInputOfAnother(uint256 seed, uint8 ins) public {
        Act memory act = transformOf(seed, 2 + (ins % 5), 1);
        bytes32[] memory ids = idsOf(act);
        bytes32 id = ids[seed % ids.length];
        vm.prank(producer());
        trace.offerCustody(id, holder(1), DIGEST);
        vm.prank(holder(1));
        trace.acceptCustody(id, DIGEST);
        refuses(notCustodian(id, producer()), act, producer());
    }

    function testFuzz_TransformRevertsForAnInputOfNothing(uint256 seed, uint8 ins) public {
        Act memory act = transformOf(seed, 1 + (ins % 6), 1);
        bytes32 id = setAmount(act, seed, 0);
        refuses(insufficient(id, QUANTITY, 0), act, producer());
    }

    function testFuzz_TransformRevertsForMoreThanThereIs(uint256 seed, uint8 ins, uint64 wanted) public {
        wanted = uint64(bound(wanted, uint256(QUANTITY) + 1, type(uint64).max));
        Act memory act = transformOf(seed, 1 + (ins % 6), 1);
        bytes32 id = setAmount(act, seed, wanted);
        refuses(insufficient(id, QUANTITY, wanted), act, producer());
    }

    function testFuzz_TransformRevertsForMoreThanIsLeftWhenNamedAgain(uint64 first, uint64 second) public {
        uint64[] memory amounts = new uint64[](2);
        amounts[0] = uint64(bound(first, 1, QUANTITY));
        uint64 left = QUANTITY - amounts[0];
        amounts[1] = uint64(bound(second, uint256(left) + 1, type(uint64).max));
        refuses(insufficient(ID, left, amounts[1]), sameInput(amounts), producer());
    }

    function testFuzz_TransformRevertsForACodeThatIsTakenOrNamedTwice(uint256 seed, uint8 outs) public {
        Act memory act = transformOf(seed, 2, 2 + (outs % 5));
        uint256 place = 1 + (seed % (act.outputs.length - 1));
        act.outputs[place].code = act.outputs[place - 1].code;
        refuses(exists(act.outputs[place].code), act, producer());
    }

    function testFuzz_TransformRevertsForABadCodeOrUnitOrDigest(uint256 seed, uint8 outs) public {
        uint256 count = 1 + (outs % 5);
        Act memory act = transformOf(seed, 2, count);
        ITrace.Output memory output = act.outputs[seed % count];
        string memory code = output.code;
        string[4] memory codes = ["", "with space", unicode"苹果", codeOf(seed, 65)];
        for (uint256 i = 0; i < codes.length; ++i) {
            output.code = codes[i];
            refuses(abi.encodeWithSelector(ITrace.InvalidCode.selector), act, producer());
        }
        output.code = code;
        bytes3[5] memory units = [bytes3(0), "K", "kgm", hex"4b004d", "KG "];
        for (uint256 i = 0; i < units.length; ++i) {
            output.unit = units[i];
            refuses(abi.encodeWithSelector(ITrace.InvalidUnit.selector), act, producer());
        }
        (output.unit, output.digest) = ("KGM", 0);
        refuses(abi.encodeWithSelector(ITrace.InvalidDigest.selector), act, producer());
        (output.digest, act.digest) = (DIGEST, 0);
        refuses(abi.encodeWithSelector(ITrace.InvalidDigest.selector), act, producer());
    }

    function testFuzz_TransformRevertsForAnInputThatIsNotActive(uint256 seed, uint8 ins, uint8 status) public {
        Act memory act = transformOf(seed, 1 + (ins % 6), 2);
        bytes32[] memory ids = idsOf(act);
        bytes32 id = ids[seed % ids.length];
        Status to = Status(bound(status, uint256(Status.Recalled), uint256(Status.RecallOrdered)));
        forceStatus(id, to);
        bytes memory reason = abi.encodeWithSelector(ITrace.BatchNotActive.selector, id, to);
        refuses(reason, act, producer());
        expectRefusal(reason, act, producer(), sign(1, act));
    }

    function testFuzz_TransformRevertsForAnUnknownInput(uint256 seed, uint8 ins) public {
        Act memory act = transformOf(seed, 2 + (ins % 5), 1);
        act.inputs[seed % act.inputs.length].code = "NOT-THERE";
        refuses(abi.encodeWithSelector(ITrace.UnknownBatch.selector, keccak256("NOT-THERE")), act, producer());
    }

    function test_TransformRevertsWhenPaused() public {
        Act memory act = transformOf(0, 2, 1);
        pause();
        refuses(abi.encodeWithSelector(ITrace.EnforcedPause.selector), act, producer());
    }

    function test_TransformRevertsRatherThanNumberALineTwice() public {
        uint64[] memory amounts = new uint64[](2);
        (amounts[0], amounts[1]) = (1, 1);
        Act memory twice = sameInput(amounts);
        Act memory once = transformOf(4, 1, 1);
        forceSeq(ID, type(uint24).max - 1);
        refuses(abi.encodeWithSelector(SequenceExhausted.selector), twice, producer());
        run(once, producer());
        assertBatch(ID, producer(), QUANTITY - once.quantity, type(uint24).max, Verdict.None);
        refuses(abi.encodeWithSelector(SequenceExhausted.selector), transformOf(8, 1, 1), producer());
    }

    /// @dev Each input is signed with a number of its own, and so is stale when any of them moved.
    function testFuzz_ASignedTransformIsStaleOnceAnyInputMoved(uint256 seed, uint8 ins) public {
        Act memory act = transformOf(seed, 1 + (ins % 6), 2);
        bytes memory signature = sign(1, act);
        bytes32[] memory ids = idsOf(act);
        vm.prank(producer());
        trace.record(ids[seed % ids.length], HARVEST, DIGEST);
        bytes memory invalid = abi.encodeWithSelector(ITrace.InvalidSignature.selector, producer());
        expectRefusal(invalid, act, producer(), signature);
        if (seed % ids.length == 0) ++act.seq;
        else ++act.inputs[(seed % ids.length) - 1].seq;
        expectLines(act, producer());
        bring(act, producer(), sign(1, act));
    }

    /* HELPERS */

    /// @dev Creates the other inputs; each takes some of what there is.
    function transformOf(uint256 seed, uint256 ins, uint256 outs) private returns (Act memory act) {
        act = actOf(Verb.Transform);
        act.quantity = amountsOf(seed, 1, QUANTITY)[0];
        act.seq = trace.batchOf(ID).seq;
        if (act.seq != type(uint24).max) ++act.seq;
        act.inputs = new SignedInput[](ins - 1);
        for (uint256 i = 0; i + 1 < ins; ++i) {
            string memory code = codeOf((seed >> 1) + i, 34);
            if (trace.batchOf(keccak256(bytes(code))).seq == 0) createBatch(code);
            act.inputs[i] = SignedInput(code, amountsOf((seed >> 1) + i, 1, QUANTITY)[0], 2);
        }
        act.outputs = outputsOf(seed >> 1, outs);
    }

    /// @dev `CODE` as often as there are amounts.
    function sameInput(uint64[] memory amounts) private returns (Act memory act) {
        act = transformOf(1, 1, 2);
        act.quantity = amounts[0];
        act.inputs = new SignedInput[](amounts.length - 1);
        for (uint256 i = 1; i < amounts.length; ++i) act.inputs[i - 1] = SignedInput(CODE, amounts[i], 2);
    }

    /// @dev Sets what is taken from one of the inputs, and gives its id.
    function setAmount(Act memory act, uint256 seed, uint64 amount) private pure returns (bytes32) {
        uint256 place = seed % (1 + act.inputs.length);
        if (place == 0) act.quantity = amount;
        else act.inputs[place - 1].quantity = amount;
        return idsOf(act)[place];
    }

    function idsOf(Act memory act) private pure returns (bytes32[] memory ids) {
        SignedInput[] memory inputs = inputsOf(act);
        ids = new bytes32[](inputs.length);
        for (uint256 i = 0; i < ids.length; ++i) ids[i] = keccak256(bytes(inputs[i].code));
    }
}
