// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITrace} from "../interfaces/ITrace.sol";
import {ITraceErrors} from "../interfaces/ITraceErrors.sol";
import {ITraceExtension} from "../interfaces/ITraceExtension.sol";
import {ITraceLines} from "../interfaces/ITraceLines.sol";
import {ITraceTypes} from "../interfaces/ITraceTypes.sol";
import {Capacity} from "../types/Capacity.sol";
import {LineageTest} from "./support/LineageTest.t.sol";
import {Vm, bound, vm} from "./support/Vm.t.sol";

/// @dev Batches that are made of others.
contract TransformationTest is LineageTest {
    function testFuzz_ATransformationMakesBatchesOfOthers(uint56 a, uint56 b, bool open, bool agent) public {
        (a, b) = (uint56(bound(a, 1, QUANTITY)), uint56(bound(b, 1, QUANTITY)));
        if (agent) setAgent(producer, stranger, true);
        address actor = agent ? stranger : producer;
        ITraceTypes.Item[] memory inputs = itemsOf(a, b);
        ITraceTypes.Output[] memory outputs = outputsOf();
        Vm.Log[] memory logs = act(actor, transformCall(inputs, outputs, open));
        vm.assertEq(logs.length, 4, "a line each");
        for (uint256 i = 0; i < 2; ++i) expectProduced(logs[i], outputs[i], actor, open);
        expectUse(logs[2], actor, ID, a);
        expectUse(logs[3], actor, ID2, b);
        for (uint256 i = 0; i < 2; ++i) {
            ITrace.BatchView memory made = trace.batchOf(keccak256(bytes(outputs[i].code)));
            vm.assertEq(made.custodian, producer, "the holder's");
            vm.assertEq(made.maker, trace.accountOf(producer).index, "made by it");
            vm.assertEq(made.quantity, outputs[i].quantity, "quantity");
            vm.assertEq(made.flags, open ? OPEN : 0, "open as said");
        }
        vm.assertEq(trace.batchOf(ID).quantity, QUANTITY - a, "what is left of the one");
        vm.assertEq(trace.batchOf(ID2).quantity, QUANTITY - b, "and of the other");
    }

    function expectProduced(Vm.Log memory log, ITraceTypes.Output memory output, address actor, bool open) private pure {
        vm.assertEq(log.topics[0], ITraceLines.Produced.selector, "first the outputs");
        vm.assertEq(log.topics[1], keccak256(bytes(output.code)), "each a batch");
        vm.assertEq(log.topics[2], word(actor), "by the actor");
        (bytes memory words, bytes memory rest) = halves(log.data);
        vm.assertEq(words, common(output.digest, wordOf(log, 1), 1, Capacity.Holder, PRODUCER), "what every line says");
        bytes memory expected =
            abi.encode(output.unit, output.quantity, producer, open, output.code, both(ID, ID2));
        vm.assertEq(rest, rebased(rebased(expected, 4), 5), "what a product says");
    }

    function expectUse(Vm.Log memory log, address actor, bytes32 id, uint56 used) private pure {
        vm.assertEq(log.topics[0], ITraceLines.Transformed.selector, "then the inputs");
        vm.assertEq(log.topics[1], id, "each");
        vm.assertEq(log.topics[2], word(actor), "by the actor");
        (bytes memory words, bytes memory rest) = halves(log.data);
        vm.assertEq(words, common(DIGEST, wordOf(log, 1), 2, Capacity.Holder, 0), "what every line says");
        bytes memory expected = abi.encode(used, QUANTITY - used, both(keccak256("JUICE-1"), keccak256("POMACE-1")));
        vm.assertEq(rest, rebased(expected, 2), "what a use says");
    }

    function test_AnInputMayBeNamedTwiceAndTakesFromWhatIsLeft() public {
        ITraceTypes.Item[] memory inputs = itemsOf(QUANTITY - 1, 2);
        inputs[1].id = ID;
        refuse(lacking(ID, 1, 2), producer, transformCall(inputs, outputsOf(), true));
        inputs[1].quantity = 1;
        act(producer, transformCall(inputs, outputsOf(), true));
        vm.assertEq(trace.batchOf(ID).quantity, 0, "all of it");
        vm.assertEq(trace.batchOf(ID).seq, 3, "a line each time");
    }

    function test_NothingIsMadeOfItselfNorTwice() public {
        ITraceTypes.Output[] memory outputs = outputsOf();
        outputs[1].code = CODE;
        refuse(only(ITraceErrors.BatchExists.selector, ID), producer, transformCall(itemsOf(1, 1), outputs, true));
        outputs[1].code = outputs[0].code;
        bytes32 id = keccak256("JUICE-1");
        refuse(only(ITraceErrors.BatchExists.selector, id), producer, transformCall(itemsOf(1, 1), outputs, true));
        ITraceTypes.Item[] memory inputs = itemsOf(1, 1);
        inputs[1].id = id; // which would be there by then
        refuse(unknown(id), producer, transformCall(inputs, outputsOf(), true));
    }

    function test_ATransformationIsTheHoldersAndNeedsARoleThatMayCreate() public {
        bytes memory call = transformCall(itemsOf(1, 1), outputsOf(), true);
        refuse(notHolder(ID, processor), processor, call);
        handOver(ID, carrier);
        handOver(ID2, carrier);
        refuse(unauthorized(carrier, CREATION), carrier, call);
        setAgent(carrier, producer, true); // whose own role does not count
        refuse(unauthorized(carrier, CREATION), producer, call);
        handOver(ID, processor);
        handOver(ID2, processor);
        act(processor, call);
    }

    function test_ATransformationRefusesWhatIsNone() public {
        ITraceTypes.Item[] memory none = new ITraceTypes.Item[](0);
        ITraceTypes.Output[] memory outputs = outputsOf();
        refuse(badLength(0, 64), producer, transformCall(none, outputs, true));
        refuse(badLength(65, 64), producer, transformCall(new ITraceTypes.Item[](65), outputs, true));
        refuse(badLength(0, 64), producer, transformCall(itemsOf(1, 1), new ITraceTypes.Output[](0), true));
        refuse(badLength(65, 64), producer, transformCall(itemsOf(1, 1), new ITraceTypes.Output[](65), true));
        refuse(lacking(ID, QUANTITY, 0), producer, transformCall(itemsOf(0, 1), outputs, true));
        outputs[1].unit = "kg";
        refuse(only(ITraceErrors.InvalidUnit.selector), producer, transformCall(itemsOf(1, 1), outputs, true));
        outputs = outputsOf();
        outputs[1].digest = 0;
        refuse(only(ITraceErrors.InvalidDigest.selector), producer, transformCall(itemsOf(1, 1), outputs, true));
        outputs = outputsOf();
        bytes memory call = abi.encodeCall(ITraceExtension.transform, (itemsOf(1, 1), outputs, true, 0));
        refuse(only(ITraceErrors.InvalidDigest.selector), producer, call);
        outputs[0].code = "A~B";
        refuse(only(ITraceErrors.InvalidCode.selector), producer, transformCall(itemsOf(1, 1), outputs, true));
        outputs[0].code = "FIRM:1";
        bytes memory taken = abi.encodeWithSelector(ITraceErrors.NamespaceTaken.selector, address(0));
        refuse(taken, producer, transformCall(itemsOf(1, 1), outputs, true));
        act(producer, abi.encodeCall(ITrace.recall, (ID2, DIGEST)));
        refuse(notActive(ID2, BY_HOLDER), producer, transformCall(itemsOf(1, 1), outputsOf(), true));
    }

    function test_NeitherGoesOnWhenPausedOrRetired() public {
        bytes memory whole = transformCall(itemsOf(1, 1), outputsOf(), true);
        bytes memory cut = splitCall(CODE, partsOf(1, 1));
        uint256 state = vm.snapshotState();
        pause();
        refuse(only(ITraceErrors.EnforcedPause.selector), producer, whole);
        refuse(only(ITraceErrors.EnforcedPause.selector), producer, cut);
        vm.revertToState(state);
        retire();
        refuse(only(ITraceErrors.ContractRetired.selector, address(0xbeef)), producer, whole);
        refuse(only(ITraceErrors.ContractRetired.selector, address(0xbeef)), producer, cut);
    }
}
