// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITrace} from "../interfaces/ITrace.sol";
import {ITraceErrors} from "../interfaces/ITraceErrors.sol";
import {ITraceExtension} from "../interfaces/ITraceExtension.sol";
import {ITraceLines} from "../interfaces/ITraceLines.sol";
import {ITraceTypes} from "../interfaces/ITraceTypes.sol";
import {MassBalance} from "../libraries/MassBalance.sol";
import {Capacity} from "../types/Capacity.sol";
import {Verdict} from "../types/Journey.sol";
import {TraceTest} from "./support/TraceTest.t.sol";
import {Vm, bound, vm} from "./support/Vm.t.sol";

/// @dev Batches that come of batches.
contract LineageTest is TraceTest {
    string private constant SECOND = "APPLE-0000-002";
    bytes32 private constant ID2 = keccak256("APPLE-0000-002");

    function setUp() public override {
        super.setUp();
        createBatch();
        createBatch(SECOND, false);
    }

    /* MASS */

    function testFuzz_TryTakeIsExactOrTakesNothing(uint56 quantity, uint56 amount) public pure {
        checkTake(quantity, amount);
        checkTake(quantity, 0);
        checkTake(quantity, quantity);
        if (quantity != type(uint56).max) checkTake(quantity, quantity + 1);
        if (amount <= quantity) checkTake(amount, quantity);
    }

    function checkTake(uint56 quantity, uint56 amount) private pure {
        (bool enough, uint56 left) = MassBalance.tryTake(quantity, amount);
        vm.assertEq(enough, amount != 0 && amount <= quantity, "enough");
        vm.assertEq(uint256(left) + (enough ? amount : 0), quantity, "what is taken and left is what there was");
    }

    /* SPLIT */

    function testFuzz_ASplitMakesBatchesOfPartsOfOne(uint256 seed, uint8 many, bool open) public {
        uint256 count = 1 + (many % 6);
        ITraceTypes.Part[] memory parts = partsOf(seed, count);
        act(inspector, abi.encodeCall(ITrace.inspect, (ID, Verdict.Fail, DIGEST)));
        setOpen(ID, open);
        uint24 seq = nextSeq(ID);
        Vm.Log[] memory logs = act(producer, splitCall(CODE, parts));
        vm.assertEq(logs.length, count + 1, "a line a part, and one");
        uint56 left = QUANTITY;
        bytes32[] memory ids = new bytes32[](count);
        for (uint256 i = 0; i < count; ++i) {
            ids[i] = partId(parts[i].name);
            left -= parts[i].quantity;
            expectSplitOff(logs[i], parts[i], open);
            ITrace.BatchView memory part = trace.batchOf(ids[i]);
            vm.assertEq(part.custodian, producer, "the same holder");
            vm.assertEq(part.quantity, parts[i].quantity, "as much as was taken");
            vm.assertEq(part.maker, trace.batchOf(ID).maker, "the same maker");
            vm.assertEq(part.flags, open ? OPEN : 0, "open as the whole is");
            vm.assertEq(part.seq + uint256(part.verdict) + part.rank, 1, "a line, and no verdict yet");
        }
        vm.assertEq(trace.batchOf(ID).quantity, left, "what is left");
        Vm.Log memory last = logs[count];
        vm.assertEq(last.topics[0], ITraceLines.Split.selector, "and the split itself");
        vm.assertEq(last.topics[1], ID, "of the batch");
        vm.assertEq(last.topics[2], word(producer), "by its holder");
        bytes memory data = bytes.concat(
            common(DIGEST, nextLine() - 1, seq, Capacity.Holder, 0), abi.encode(left, uint256(0x100), ids.length), abi.encodePacked(ids)
        );
        vm.assertEq(last.data, data, "its data");
    }

    function expectSplitOff(Vm.Log memory log, ITraceTypes.Part memory part, bool open) private pure {
        vm.assertEq(log.topics[0], ITraceLines.SplitOff.selector, "first the parts");
        vm.assertEq(log.topics[1], partId(part.name), "each a batch");
        vm.assertEq(log.topics[2], word(producer), "by the holder");
        (bytes memory words, bytes memory rest) = halves(log.data);
        vm.assertEq(words, common(part.digest, wordOf(log, 1), 1, Capacity.Holder, 0), "what every line says");
        bytes memory expected =
            abi.encode(ID, part.quantity, producer, open, string.concat(CODE, "~", part.name));
        vm.assertEq(rest, rebased(expected, 4), "what a part says");
    }

    function testFuzz_ASplitTakesNoMoreThanThereIs(uint56 first, uint56 second) public {
        first = uint56(bound(first, 0, uint256(QUANTITY) + 1));
        ITraceTypes.Part[] memory parts = partsOf(1, 2);
        (parts[0].quantity, parts[1].quantity) = (first, second);
        bytes memory call = splitCall(CODE, parts);
        if (first == 0 || first > QUANTITY) return refuse(lacking(ID, QUANTITY, first), producer, call);
        uint56 left = QUANTITY - first;
        if (second == 0 || second > left) return refuse(lacking(ID, left, second), producer, call);
        act(producer, call);
        vm.assertEq(trace.batchOf(ID).quantity, left - second, "what is left");
    }

    function testFuzz_APartsNameIsPrintableAndHasNoMarks(uint256 seed, uint8 odd) public {
        ITraceTypes.Part[] memory parts = partsOf(seed, 1);
        bytes memory name = bytes(textOf(seed, bound(seed, 1, 64)));
        if (odd > 0x20 && odd < 0x7f) odd = odd % 2 == 0 ? 0x3a : 0x7e;
        name[(seed >> 8) % name.length] = bytes1(odd);
        parts[0].name = string(name);
        refuse(only(ITraceErrors.InvalidCode.selector), producer, splitCall(CODE, parts));
        parts[0].name = "";
        refuse(only(ITraceErrors.InvalidCode.selector), producer, splitCall(CODE, parts));
        parts[0].name = textOf(seed, 65);
        refuse(only(ITraceErrors.InvalidCode.selector), producer, splitCall(CODE, parts));
        parts[0].name = textOf(seed, 64);
        act(producer, splitCall(CODE, parts));
    }

    /// @dev A root and a part's name of 64 bytes do not fit with the tilde between them; nor does a part of such a part.
    function test_ACodeHas128BytesAtMost() public {
        string memory code = textOf(7, 64);
        createBatch(code, true);
        ITraceTypes.Part[] memory parts = partsOf(1, 1);
        parts[0].name = textOf(8, 64);
        refuse(only(ITraceErrors.InvalidCode.selector), producer, splitCall(code, parts));
        parts[0].name = textOf(8, 63);
        act(producer, splitCall(code, parts));
        string memory whole = string.concat(code, "~", parts[0].name);
        vm.assertEq(trace.batchOf(keccak256(bytes(whole))).seq, 1, "128 bytes");
        (parts[0].name, parts[0].quantity) = ("A", 1);
        refuse(only(ITraceErrors.InvalidCode.selector), producer, splitCall(whole, parts));
    }

    function test_APartOfAPartIsNamedUnderBoth() public {
        ITraceTypes.Part[] memory parts = partsOf(1, 1);
        parts[0].name = "A";
        act(producer, splitCall(CODE, parts));
        parts[0].quantity = 1;
        act(producer, splitCall(string.concat(CODE, "~A"), parts));
        vm.assertEq(trace.batchOf(keccak256(bytes(string.concat(CODE, "~A~A")))).quantity, 1, "named");
        refuse(exists("~A"), producer, splitCall(CODE, parts));
    }

    function exists(string memory rest) private pure returns (bytes memory) {
        return only(ITraceErrors.BatchExists.selector, keccak256(bytes(string.concat(CODE, rest))));
    }

    function test_ASplitIsTheHoldersOfAnActiveBatch() public {
        ITraceTypes.Part[] memory parts = partsOf(1, 1);
        parts[0].quantity = 1;
        refuse(notHolder(ID, processor), processor, splitCall(CODE, parts));
        refuse(unknown(keccak256("NONE")), producer, splitCall("NONE", parts));
        refuse(badLength(0, 64), producer, splitCall(CODE, new ITraceTypes.Part[](0)));
        refuse(badLength(65, 64), producer, splitCall(CODE, new ITraceTypes.Part[](65)));
        bytes memory call = abi.encodeCall(ITraceExtension.split, (CODE, parts, 0));
        refuse(only(ITraceErrors.InvalidDigest.selector), producer, call);
        parts[0].digest = 0;
        refuse(only(ITraceErrors.InvalidDigest.selector), producer, splitCall(CODE, parts));
        parts = partsOf(1, 2);
        parts[1].name = parts[0].name;
        refuse(exists(string.concat("~", parts[0].name)), producer, splitCall(CODE, parts));
        act(producer, abi.encodeCall(ITrace.recall, (ID, DIGEST)));
        refuse(notActive(ID, BY_HOLDER), producer, splitCall(CODE, parts));
    }

    function test_AnAgentSplitsForTheHolderWhoHoldsTheParts() public {
        handOver(ID, carrier); // who has no role that may create: parts are no new goods
        setAgent(carrier, stranger, true);
        ITraceTypes.Part[] memory parts = partsOf(3, 1);
        act(stranger, splitCall(CODE, parts));
        vm.assertEq(trace.batchOf(partId(parts[0].name)).custodian, carrier, "the holder's");
        vm.assertEq(trace.batchOf(partId(parts[0].name)).maker, trace.accountOf(producer).index, "of its maker");
    }

    function test_SixtyFourPartsFit() public {
        ITraceTypes.Part[] memory parts = new ITraceTypes.Part[](64);
        for (uint256 i = 0; i < 64; ++i) parts[i] = ITraceTypes.Part(textOf(i, 10), 1, DIGEST);
        vm.assertEq(act(producer, splitCall(CODE, parts)).length, 65, "a line each, and one");
    }

    /* TRANSFORM */

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

    /* HELPERS */

    function splitCall(string memory code, ITraceTypes.Part[] memory parts) private pure returns (bytes memory) {
        return abi.encodeCall(ITraceExtension.split, (code, parts, DIGEST));
    }

    function transformCall(ITraceTypes.Item[] memory inputs, ITraceTypes.Output[] memory outputs, bool open)
        private
        pure
        returns (bytes memory)
    {
        return abi.encodeCall(ITraceExtension.transform, (inputs, outputs, open, DIGEST));
    }

    function partsOf(uint256 seed, uint256 count) private pure returns (ITraceTypes.Part[] memory parts) {
        parts = new ITraceTypes.Part[](count);
        for (uint256 i = 0; i < count; ++i) {
            uint256 own = uint256(keccak256(abi.encode("part", seed, i)));
            string memory name = textOf(own, 3 + (own % 61));
            parts[i] = ITraceTypes.Part(name, uint56(1 + (own % (QUANTITY / count))), bytes32(own));
        }
    }

    function itemsOf(uint56 a, uint56 b) private pure returns (ITraceTypes.Item[] memory items) {
        items = new ITraceTypes.Item[](2);
        (items[0], items[1]) = (ITraceTypes.Item(ID, a), ITraceTypes.Item(ID2, b));
    }

    function outputsOf() private pure returns (ITraceTypes.Output[] memory outputs) {
        outputs = new ITraceTypes.Output[](2);
        outputs[0] = ITraceTypes.Output("JUICE-1", "LTR", 900, keccak256("juice"));
        outputs[1] = ITraceTypes.Output("POMACE-1", "XX", type(uint56).max, keccak256("pomace"));
    }

    function partId(string memory name) private pure returns (bytes32) {
        return keccak256(abi.encodePacked(CODE, "~", name));
    }

    function both(bytes32 a, bytes32 b) private pure returns (bytes32[] memory ids) {
        ids = new bytes32[](2);
        (ids[0], ids[1]) = (a, b);
    }

    function word(address account) private pure returns (bytes32) {
        return bytes32(uint256(uint160(account)));
    }

    function lacking(bytes32 id, uint56 quantity, uint56 wanted) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ITraceErrors.InsufficientQuantity.selector, id, quantity, wanted);
    }

    /// @dev The six words that the data of every line of a batch begins with.
    function common(bytes32 digest, uint256 line, uint256 seq, Capacity capacity, uint16 roles)
        private
        pure
        returns (bytes memory)
    {
        return abi.encode(digest, line, seq, START, capacity, roles);
    }

    function halves(bytes memory data) private pure returns (bytes memory words, bytes memory rest) {
        words = new bytes(0xc0);
        rest = new bytes(data.length - 0xc0);
        for (uint256 i = 0; i < data.length; ++i) {
            if (i < 0xc0) words[i] = data[i];
            else rest[i - 0xc0] = data[i];
        }
    }

    /// @dev The place of a dynamic value is counted from the first word of the data.
    function rebased(bytes memory values, uint256 place) private pure returns (bytes memory) {
        assembly ("memory-safe") {
            let at := add(add(values, 0x20), shl(5, place))
            mstore(at, add(mload(at), 0xc0))
        }
        return values;
    }
}
