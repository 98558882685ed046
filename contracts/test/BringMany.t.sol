// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITrace} from "../interfaces/ITrace.sol";
import {ITraceErrors} from "../interfaces/ITraceErrors.sol";
import {ITraceLines} from "../interfaces/ITraceLines.sol";
import {ITraceTypes} from "../interfaces/ITraceTypes.sol";
import {Samples} from "./support/Samples.t.sol";
import {Vm, bound, vm} from "./support/Vm.t.sol";

/// @dev Many acts brought together: what fails is left out, and each has its gas.
contract BringManyTest is Samples {
    /* MANY */

    function test_WhatFailsIsLeftOutAndTheRestIsWritten() public {
        ITraceTypes.Signed[] memory acts = new ITraceTypes.Signed[](4);
        acts[0] = signed(record(keccak256("0")), 0);
        acts[1] = signed(record(keccak256("1")), 0); // used by the one before
        acts[2] = signed(sampleOf(2), 0); // another's, with the same number
        acts[3] = signed(record(keccak256("3")), 1);
        acts[3].signature[0] ^= 0x01;
        vm.expectEmit(address(trace));
        emit ITraceTypes.ActSkipped(producer, 0, 1, badNonce(producer, 0));
        vm.expectEmit(address(trace));
        emit ITraceTypes.ActSkipped(producer, 1, 3, invalid(producer));
        vm.prank(relayer);
        vm.assertEq(trace.bring(acts, GAS_EACH), 10, "the second and the fourth");
        vm.assertEq(countLines(settle()), 2, "two are written");
        vm.assertTrue(trace.isNonceFree(producer, 1), "and what failed may be brought again");
    }

    function test_OfMoreThan256ActsTheFirstAreTold() public {
        ITraceTypes.Signed[] memory acts = new ITraceTypes.Signed[](258);
        for (uint256 i = 0; i < 258; ++i) acts[i] = raw("");
        vm.prank(relayer);
        vm.assertEq(trace.bring(acts, 1000), type(uint256).max, "all of the first 256");
        Vm.Log[] memory logs = settle();
        vm.assertEq(countOf(logs, ITraceTypes.ActSkipped.selector), 258, "and each by an event");
        vm.assertEq(wordOf(logs[257], 0), 257, "with its place");
    }

    function test_BringingNothingDoesNothing() public {
        vm.assertEq(act(relayer, abi.encodeCall(ITrace.bring, (new ITraceTypes.Signed[](0), 1))).length, 0, "nothing");
    }

    /// @dev A reason is cut off after its first values, however long somebody makes it.
    function test_AReasonIsAtMostSixtyEightBytes() public {
        ITraceTypes.Signed memory s = signed(sampleOf(14), 3);
        s.act = abi.encodeCall(ITrace.consume, (ID, QUANTITY + 1, ITraceLines.Reason.Sold, DIGEST));
        bytes memory reason =
            abi.encodeWithSelector(ITraceErrors.InsufficientQuantity.selector, ID, QUANTITY, QUANTITY + 1);
        vm.assertEq(reason.length, 100, "longer");
        skip(reason, s);
    }

    /* GAS */

    /// @dev Else an estimate finds the least gas that lands nothing, and whoever brings decides what fails.
    function testFuzz_AnActGetsTheGasThatWasSaidOrNothingIsDone(uint256 gasGiven) public {
        ITraceTypes.Signed[] memory acts = new ITraceTypes.Signed[](2);
        acts[0] = signed(record(keccak256("0")), 0);
        acts[1] = signed(record(keccak256("1")), 1);
        bytes memory call = abi.encodeCall(ITrace.bring, (acts, 200_000));
        gasGiven = bound(gasGiven, 30_000, 400_000);
        vm.prank(relayer);
        (bool success, bytes memory result) = address(trace).call{gas: gasGiven}(call);
        (,, uint256 lines) = (bytes32(0), false, countLines(settleIf(success)));
        vm.assertEq(lines, success ? 2 : 0, "both or neither");
        if (!success && result.length != 0) {
            vm.assertTrue(bytes4(result) == ITraceErrors.InsufficientGas.selector, "why");
        }
    }

    function settleIf(bool success) private returns (Vm.Log[] memory logs) {
        if (!success) vm.getRecordedLogs();
        return settle();
    }

    function test_TooLittleGasForTheSecondActIsToldSo() public {
        ITraceTypes.Signed[] memory acts = new ITraceTypes.Signed[](2);
        acts[0] = signed(record(keccak256("0")), 0);
        acts[1] = signed(record(keccak256("1")), 1);
        bytes memory call = abi.encodeCall(ITrace.bring, (acts, 200_000));
        bool told;
        bool success;
        // With more and more gas: first there is too little for either, then for the second.
        for (uint256 gasGiven = 200_000; !success; gasGiven += 2_000) {
            bytes memory result;
            (success, result) = address(trace).call{gas: gasGiven}(call);
            if (keccak256(result) == keccak256(abi.encodeWithSelector(ITraceErrors.InsufficientGas.selector, 1))) told = true;
        }
        vm.assertTrue(told, "which");
    }

    /// @dev What fails for want of the gas that the bringer named may be brought again by somebody more generous.
    function test_TooLittleGasEachVoidsNothing() public {
        ITraceTypes.Signed memory s = signed(record(DIGEST), 0);
        act(relayer, abi.encodeCall(ITrace.bring, (one(s), 20_000)));
        vm.assertTrue(trace.isNonceFree(producer, 0), "not voided");
        bring(s);
    }
}
