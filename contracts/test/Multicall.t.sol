// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITrace} from "../ITrace.sol";
import {Verdict} from "../types/Batch.sol";
import {Act, Verb} from "./support/Act.t.sol";
import {SignedActs} from "./support/SignedActs.t.sol";
import {vm} from "./support/Vm.t.sol";

contract MulticallTest is SignedActs {
    uint256 private constant PRODUCER_KEY = 1;
    uint256 private constant INSPECTOR_KEY = 4;

    function test_MulticallLandsTheActsOfManySigners() public {
        Act memory create = actOf(Verb.Create);
        Act memory record = actOf(Verb.Record);
        Act memory inspect = actOf(Verb.Inspect);
        Act memory amend = actOf(Verb.Amend);
        (record.code, inspect.code, amend.code) = (NEW_CODE, NEW_CODE, NEW_CODE);
        (record.seq, inspect.seq, amend.seq) = (2, 3, 4);
        bytes[] memory calls = new bytes[](4);
        calls[0] = callOf(create, producer(), sign(PRODUCER_KEY, create));
        calls[1] = callOf(record, producer(), sign(PRODUCER_KEY, record));
        calls[2] = callOf(inspect, inspector(), sign(INSPECTOR_KEY, inspect));
        calls[3] = callOf(amend, producer(), sign(PRODUCER_KEY, amend));

        vm.prank(relayer);
        bytes[] memory results = trace.multicall(calls);
        bytes32 id = keccak256(bytes(NEW_CODE));
        vm.assertEq(abi.decode(results[0], (bytes32)), id, "create returns the id");
        assertBatch(id, producer(), QUANTITY, 4, Verdict.Pass);
        vm.assertEq(trace.lineCount(), 4, "line count");
    }

    function testFuzz_MulticallLandsAllOrNothing(uint8 count, uint8 bad) public {
        createBatch();
        bytes32 head = trace.headOf(ID);
        bytes[] memory calls = new bytes[](1 + (count % 8));
        for (uint256 i = 0; i < calls.length; ++i) {
            calls[i] = abi.encodeCall(ITrace.record, (ID, HARVEST, DIGEST));
        }
        calls[bad % calls.length] = abi.encodeCall(ITrace.record, (ID, HARVEST, 0));

        vm.expectRevert(abi.encodeWithSelector(ITrace.InvalidDigest.selector));
        vm.prank(producer());
        trace.multicall(calls);
        vm.assertEq(trace.lineCount(), 1, "line count");
        vm.assertEq(trace.headOf(ID), head, "head");
    }

    /// @dev The actor of a plain verb is still who sent the transaction, and no less needs a role.
    function testFuzz_MulticallGivesTheCallerNothing(address caller, bool nested) public {
        vm.assume(caller != producer() && caller != admin && caller != registrar);
        createBatch();
        bytes[10] memory attempts = [
            abi.encodeCall(ITrace.create, (NEW_CODE, KGM, QUANTITY, DIGEST)),
            abi.encodeCall(ITrace.record, (ID, HARVEST, DIGEST)),
            abi.encodeCall(ITrace.amend, (ID, 1, DIGEST)),
            callOf(actOf(Verb.Series)),
            callOf(actOf(Verb.Split)),
            callOf(actOf(Verb.Transform)),
            abi.encodeCall(ITrace.setKindRole, (HARVEST, 63)),
            abi.encodeCall(ITrace.pause, ()),
            abi.encodeCall(trace.grantRole, (roles()[0], caller)),
            abi.encodeCall(trace.beginDefaultAdminTransfer, (caller))
        ];
        for (uint256 i = caller == holder(1) ? 1 : 0; i < attempts.length; ++i) {
            vm.expectRevert();
            vm.prank(caller);
            trace.multicall(nested ? one(abi.encodeCall(trace.multicall, (one(attempts[i])))) : one(attempts[i]));
        }
        vm.assertEq(trace.lineCount(), 1, "line count");
    }

    function test_MulticallBringsASignatureOnce() public {
        createBatch();
        Act memory act = actOf(Verb.Record);
        bytes[] memory calls = new bytes[](2);
        calls[0] = callOf(act, producer(), sign(PRODUCER_KEY, act));
        calls[1] = calls[0];
        vm.expectRevert(abi.encodeWithSelector(ITrace.InvalidSignature.selector, producer()));
        trace.multicall(calls);
        trace.multicall(one(calls[0]));
    }

    function test_MulticallTakesNoMoney() public {
        (bool success,) = address(trace).call{value: 1}(abi.encodeCall(trace.multicall, (new bytes[](0))));
        vm.assertFalse(success, "refused");
    }

    function one(bytes memory call) private pure returns (bytes[] memory calls) {
        calls = new bytes[](1);
        calls[0] = call;
    }
}
