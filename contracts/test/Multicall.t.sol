// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITrace} from "../interfaces/ITrace.sol";
import {ITraceErrors} from "../interfaces/ITraceErrors.sol";
import {ITraceExtension} from "../interfaces/ITraceExtension.sol";
import {Samples} from "./support/Samples.t.sol";
import {Vm, vm} from "./support/Vm.t.sol";

/// @dev Several of the sender's own acts at once: all or none.
contract MulticallTest is Samples {
    function test_MulticallWritesAllActsOfItsSender() public {
        bytes[] memory calls = new bytes[](3);
        calls[0] = abi.encodeCall(ITrace.create, ("NEW", KGM, 1, true, producer, DIGEST));
        calls[1] = recordCall(keccak256("NEW"), HARVEST);
        calls[2] = abi.encodeCall(ITraceExtension.setOpen, (keccak256("NEW"), false, DIGEST)); // in the extension
        vm.prank(producer);
        bytes[] memory results = trace.multicall(calls);
        vm.assertEq(countLines(settle()), 3, "each a line");
        vm.assertEq(results.length, 3, "an answer each");
        vm.assertEq(abi.decode(results[0], (bytes32)), keccak256("NEW"), "the id");
        vm.assertEq(results[2].length, 0, "nothing");
    }

    function testFuzz_MulticallIsAllOrNothing(uint8 count, uint8 bad) public {
        bytes[] memory calls = new bytes[](1 + (count % 8));
        for (uint256 i = 0; i < calls.length; ++i) calls[i] = recordCall(ID, HARVEST);
        calls[bad % calls.length] = abi.encodeCall(ITrace.record, (ID, HARVEST, 0));
        refuse(only(ITraceErrors.InvalidDigest.selector), producer, abi.encodeCall(trace.multicall, (calls)));
    }

    /// @dev In it, and in one inside it, the actor is still who sent the transaction, whatever stands behind an act.
    function test_MulticallGivesItsSenderNothing() public {
        for (uint256 i = 0; i < SAMPLES; ++i) {
            if (i >= 22 && i < 26 || i == VOIDING) continue; // what anybody may say of itself
            Sample memory sample = sampleOf(i);
            bytes memory tail = abi.encode(addressOf(sample.key), 3, block.timestamp, 0);
            for (uint256 nested = 0; nested < 2; ++nested) {
                bytes[] memory calls = new bytes[](1);
                calls[0] = bytes.concat(sample.call, tail);
                bytes memory call = abi.encodeCall(trace.multicall, (calls));
                if (nested == 1) {
                    calls[0] = call;
                    call = abi.encodeCall(trace.multicall, (calls));
                }
                vm.prank(address(0xbad));
                (bool success,) = address(trace).call(call);
                vm.assertFalse(success, sample.head);
            }
        }
    }

    function test_MulticallAnswersAFailureWithItsReasonAndTakesNoMoney() public {
        bytes[] memory calls = new bytes[](1);
        calls[0] = hex"deadbeef"; // no such verb
        vm.prank(producer);
        (bool success,) = address(trace).call(abi.encodeCall(trace.multicall, (calls)));
        vm.assertFalse(success, "refused");
        (success,) = address(trace).call{value: 1}(abi.encodeCall(trace.multicall, (new bytes[](0))));
        vm.assertFalse(success, "no money");
    }
}
