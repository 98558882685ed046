// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITrace} from "../interfaces/ITrace.sol";
import {ITraceErrors} from "../interfaces/ITraceErrors.sol";
import {ITraceExtension} from "../interfaces/ITraceExtension.sol";
import {ITraceLines} from "../interfaces/ITraceLines.sol";
import {Capacity} from "../types/Capacity.sol";
import {Verdict} from "../types/Journey.sol";
import {TraceTest} from "./support/TraceTest.t.sol";
import {bound, vm} from "./support/Vm.t.sol";

contract CreateTest is TraceTest {
    /* WHAT IT WRITES */

    function testFuzz_CreateWritesALineAndABatch(uint256 seed, uint56 quantity, bool open, bytes32 digest, bool two) public {
        vm.assume(digest != 0);
        string memory code = textOf(seed, bound(seed, 1, 64));
        bytes32 id = keccak256(bytes(code));
        bytes3 unit = two ? bytes3("L5") : KGM;
        vm.expectEmit(address(trace));
        emitCreated(New(id, digest, nextLine(), unit, quantity, open, code));
        bytes memory call = abi.encodeCall(ITrace.create, (code, unit, quantity, open, producer, digest));
        act(producer, call);

        ITrace.BatchView memory batch = trace.batchOf(id);
        vm.assertEq(batch.custodian, producer, "custodian");
        vm.assertEq(batch.quantity, quantity, "quantity");
        vm.assertEq(batch.seq, 1, "seq");
        vm.assertEq(batch.flags, open ? OPEN : 0, "flags");
        vm.assertTrue(batch.verdict == Verdict.None && batch.rank == 0, "no verdict");
        vm.assertEq(batch.maker, trace.accountOf(producer).index, "maker");
        refuse(only(ITraceErrors.BatchExists.selector, id), producer, call);
    }

    struct New {
        bytes32 id;
        bytes32 digest;
        uint40 line;
        bytes3 unit;
        uint56 quantity;
        bool open;
        string code;
    }

    function emitCreated(New memory n) private {
        (address who, uint40 time) = (producer, START);
        emit ITraceLines.Created(
            n.id, who, n.digest, n.line, 1, time, Capacity.Holder, 1, n.unit, n.quantity, who, n.open, n.code
        );
    }

    function test_CreateReturnsTheId() public {
        vm.prank(producer);
        vm.assertEq(trace.create(CODE, KGM, QUANTITY, true, producer, DIGEST), ID, "id");
    }

    function test_WhatDoesNotExistIsAllZero() public view {
        bytes memory nothing = new bytes(8 * 32);
        vm.assertEq(abi.encode(trace.batchOf(ID)), nothing, "batch");
        vm.assertEq(trace.headOf(ID), 0, "head");
        vm.assertEq(trace.offerOf(ID), address(0), "offer");
    }

    /* WHO MAY */

    function test_CreateNeedsARoleThatMayCreate() public {
        for (uint256 i = 0; i < 6; ++i) {
            address who = holder(i);
            bytes memory call = creation(who);
            if (i < 2) act(who, abi.encodeCall(ITrace.create, (textOf(i, 9), KGM, 1, true, who, DIGEST)));
            else refuse(unauthorized(who, CREATION), who, call);
        }
        setKind(CREATION, RETAILER);
        refuse(unauthorized(producer, CREATION), producer, creation(producer));
        act(retailer, creation(retailer));
    }

    /// @dev By its agent: the holder needs the role, and is custodian and maker.
    function test_AnAgentCreatesForItsFirmWhichIsHolderAndMaker() public {
        refuse(notHolder(ID, stranger), stranger, creation(producer));
        setAgent(producer, stranger, true);
        vm.expectEmit(address(trace));
        emit ITraceLines.Created(
            ID, stranger, DIGEST, nextLine(), 1, START, Capacity.Holder, PRODUCER, KGM, QUANTITY, producer, true, CODE
        );
        act(stranger, creation(producer));
        vm.assertEq(trace.batchOf(ID).custodian, producer, "custodian");
        vm.assertEq(trace.batchOf(ID).maker, trace.accountOf(producer).index, "maker");
        setAgent(retailer, stranger, true);
        refuse(unauthorized(retailer, CREATION), stranger, creation(retailer));
    }

    /* WHAT IT REFUSES */

    function test_CreateRefusesUnitsAndDigestsThatAreNone() public {
        bytes3[4] memory units = [bytes3(""), "K", "kgm", "K M"];
        for (uint256 i = 0; i < units.length; ++i) {
            bytes memory call = abi.encodeCall(ITrace.create, (CODE, units[i], 1, true, producer, DIGEST));
            refuse(only(ITraceErrors.InvalidUnit.selector), producer, call);
        }
        bytes memory empty = abi.encodeCall(ITrace.create, (CODE, KGM, 1, true, producer, 0));
        refuse(only(ITraceErrors.InvalidDigest.selector), producer, empty);
    }

    function testFuzz_CreateRefusesCodesThatAreNone(uint256 seed, uint8 odd) public {
        bytes memory code = bytes(textOf(seed, bound(seed, 1, 64)));
        if (odd > 0x20 && odd < 0x7e) odd = 0x7e; // a tilde is a part's alone
        code[(seed >> 8) % code.length] = bytes1(odd);
        refuseCode(string(code));
        refuseCode("");
        refuseCode(textOf(seed, 65));
        refuseCode("A:B:C");
        refuseCode(":A");
        refuseCode("A:");
    }

    function refuseCode(string memory code) private {
        bytes memory call = abi.encodeCall(ITrace.create, (code, KGM, 1, true, producer, DIGEST));
        refuse(only(ITraceErrors.InvalidCode.selector), producer, call);
    }

    function test_NothingIsCreatedWhenPausedOrRetired() public {
        uint256 state = vm.snapshotState();
        pause();
        refuse(only(ITraceErrors.EnforcedPause.selector), producer, creation(producer));
        vm.revertToState(state);
        act(admin, abi.encodeCall(ITraceExtension.retire, (address(0xbeef))));
        vm.warp(START + 3 days - 1);
        createBatch("BEFORE", true);
        vm.warp(START + 3 days);
        refuse(only(ITraceErrors.ContractRetired.selector, address(0xbeef)), producer, creation(producer));
    }

    /* NAMESPACES */

    function test_ACodeInANamespaceIsItsOwnersAlone() public {
        act(registrar, abi.encodeCall(ITraceExtension.setNamespace, ("FIRM", producer)));
        bytes memory taken = abi.encodeWithSelector(ITraceErrors.NamespaceTaken.selector, producer);
        bytes memory nobodys = abi.encodeWithSelector(ITraceErrors.NamespaceTaken.selector, address(0));
        refuse(taken, processor, abi.encodeCall(ITrace.create, ("FIRM:1", KGM, 1, true, processor, DIGEST)));
        refuse(nobodys, processor, abi.encodeCall(ITrace.create, ("FIRMS:1", KGM, 1, true, processor, DIGEST)));
        refuse(nobodys, producer, abi.encodeCall(ITrace.create, ("FIR:1", KGM, 1, true, producer, DIGEST)));
        act(producer, abi.encodeCall(ITrace.create, ("FIRM:1", KGM, 1, true, producer, DIGEST)));
        setAgent(producer, stranger, true);
        act(stranger, abi.encodeCall(ITrace.create, ("FIRM:2", KGM, 1, true, producer, DIGEST)));
        act(producer, abi.encodeCall(ITraceExtension.setNamespace, ("FIRM", processor)));
        act(processor, abi.encodeCall(ITrace.create, ("FIRM:3", KGM, 1, true, processor, DIGEST)));
    }

    function creation(address holder_) private pure returns (bytes memory) {
        return abi.encodeCall(ITrace.create, (CODE, KGM, QUANTITY, true, holder_, DIGEST));
    }
}
