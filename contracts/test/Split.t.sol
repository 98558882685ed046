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
import {LineageTest} from "./support/LineageTest.t.sol";
import {Vm, bound, vm} from "./support/Vm.t.sol";

/// @dev Batches that are parts of one.
contract SplitTest is LineageTest {
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
}
