// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITrace} from "../interfaces/ITrace.sol";
import {ITraceErrors} from "../interfaces/ITraceErrors.sol";
import {ITraceExtension} from "../interfaces/ITraceExtension.sol";
import {ITraceLines} from "../interfaces/ITraceLines.sol";
import {ITraceTypes} from "../interfaces/ITraceTypes.sol";
import {Capacity} from "../types/Capacity.sol";
import {SignedActs} from "./support/SignedActs.t.sol";
import {Vm, bound, vm} from "./support/Vm.t.sol";

/// @dev Many batches change hands at once, with the holder's word.
contract TakeManyTest is SignedActs {
    /* WHAT IT DOES */

    function testFuzz_WhatFitsIsTakenAndTheRestIsTold(uint256 seed) public {
        ITraceTypes.Item[] memory items = new ITraceTypes.Item[](8);
        bool[] memory fits = new bool[](8);
        uint256 count;
        for (uint256 i = 0; i < 8; ++i) {
            uint256 what = (seed >> (8 * i)) % 8;
            items[i] = ITraceTypes.Item(what == 7 ? keccak256("NONE") : createBatch(textOf(i, 12), true), QUANTITY);
            prepare(items[i], what);
            fits[i] = what == 0 || what == 6;
            if (fits[i]) ++count;
        }
        bytes memory call = takeCall(items, consentOf(1, items, carrier, 0));
        if (count == 0) return refuse(only(ITraceErrors.NothingDone.selector), carrier, call);
        Vm.Log[] memory logs = act(carrier, call);
        vm.assertEq(logs.length, 8, "each is told");
        for (uint256 i = 0; i < 8; ++i) {
            bytes32 selector = fits[i] ? ITraceLines.CustodyAccepted.selector : ITraceTypes.BatchSkipped.selector;
            vm.assertEq(logs[i].topics[0], selector, "taken or skipped");
            // Only a line has the batch's id first.
            uint256 place = fits[i] ? 1 : 2;
            vm.assertEq(logs[i].topics[place], items[i].id, "in order");
            vm.assertEq(logs[i].topics[3 - place], bytes32(uint256(uint160(carrier))), "by whom");
            if (!fits[i]) continue;
            vm.assertEq(trace.batchOf(items[i].id).custodian, carrier, "taken");
            vm.assertEq(trace.offerOf(items[i].id), address(0), "no offer stands");
        }
        refuse(only(ITraceErrors.NothingDone.selector), carrier, call); // all of it is done
    }

    /// @dev 0 fits, and so does what is offered to another.
    function prepare(ITraceTypes.Item memory item, uint256 what) private {
        if (what == 1) handOver(item.id, retailer);
        if (what == 2) handOver(item.id, carrier);
        if (what == 3) act(producer, abi.encodeCall(ITrace.recall, (item.id, DIGEST)));
        if (what == 4) act(producer, abi.encodeCall(ITraceExtension.withdraw, (item.id, DIGEST)));
        if (what == 5) act(producer, abi.encodeCall(ITrace.consume, (item.id, 1, ITraceLines.Reason.Sold, DIGEST)));
        if (what == 6) act(producer, abi.encodeCall(ITrace.offerCustody, (item.id, retailer, DIGEST)));
    }

    function test_EachIsALineAsAHandOverByOffer() public {
        (ITraceTypes.Item[] memory items, bytes32 id) = oneItem();
        vm.expectEmit(address(trace));
        emit ITraceLines.CustodyAccepted(
            id, carrier, DIGEST, nextLine(), 2, START, Capacity.Holder, 0, producer, QUANTITY
        );
        act(carrier, takeCall(items, consentOf(1, items, carrier, 0)));
    }

    function test_AnAgentConsentsForItsFirm() public {
        (ITraceTypes.Item[] memory items, bytes32 id) = oneItem();
        ITraceTypes.Consent memory consent = consentOf(103, items, carrier, 0);
        refuse(only(ITraceErrors.NothingDone.selector), carrier, takeCall(items, consent));
        setAgent(producer, stranger, true);
        act(carrier, takeCall(items, consent));
        vm.assertEq(trace.batchOf(id).custodian, carrier, "taken");
    }

    function test_ARecalledBatchIsTakenBackByItsMaker() public {
        (ITraceTypes.Item[] memory items, bytes32 id) = oneItem();
        handOver(id, carrier);
        act(producer, abi.encodeCall(ITrace.recall, (id, DIGEST)));
        act(producer, takeCall(items, consentOf(3, items, producer, 0)));
        vm.assertEq(trace.batchOf(id).custodian, producer, "back");
    }

    /* CONSENT */

    /// @dev Over the same batches and quantities, the same taker, the same digest, in time, once.
    function test_TheConsentIsForExactlyWhatWasSigned() public {
        (ITraceTypes.Item[] memory items, bytes32 id) = oneItem();
        ITraceTypes.Consent memory consent = consentOf(1, items, carrier, 0);
        refuse(invalid(producer), retailer, takeCall(items, consent));
        refuse(invalid(producer), carrier, abi.encodeCall(ITraceExtension.takeMany, (items, keccak256("x"), consent)));
        ITraceTypes.Item[] memory more = new ITraceTypes.Item[](2);
        (more[0], more[1]) = (items[0], ITraceTypes.Item(createBatch("OTHER", true), QUANTITY));
        refuse(invalid(producer), carrier, takeCall(more, consent));
        act(producer, abi.encodeCall(ITrace.consume, (id, 1, ITraceLines.Reason.Sold, DIGEST)));
        items[0].quantity = QUANTITY - 1;
        refuse(invalid(producer), carrier, takeCall(items, consent));
        consent = consentOf(1, items, carrier, 0);
        consent.nonce = 1;
        refuse(invalid(producer), carrier, takeCall(items, consent));
        consent.nonce = 0;
        vm.warp(block.timestamp + 1);
        refuse(expired(START), carrier, takeCall(items, consent));
        vm.warp(START);
        act(carrier, takeCall(items, consent));
    }

    function test_AConsentIsNotReplayedAToBToA() public {
        (ITraceTypes.Item[] memory items, bytes32 id) = oneItem();
        ITraceTypes.Consent memory consent = consentOf(1, items, carrier, 0);
        act(carrier, takeCall(items, consent));
        handOver(id, producer);
        refuse(badNonce(producer, 0), carrier, takeCall(items, consent));
    }

    /* REFUSALS */

    function test_NoneTooManyWithoutDigestWhenPausedAndRetired() public {
        (ITraceTypes.Item[] memory items, bytes32 id) = oneItem();
        ITraceTypes.Consent memory consent = consentOf(1, items, carrier, 0);
        refuse(badLength(0, 256), carrier, takeCall(new ITraceTypes.Item[](0), consent));
        refuse(badLength(257, 256), carrier, takeCall(new ITraceTypes.Item[](257), consent));
        bytes memory call = abi.encodeCall(ITraceExtension.takeMany, (items, 0, consent));
        refuse(only(ITraceErrors.InvalidDigest.selector), carrier, call);
        uint256 state = vm.snapshotState();
        pause();
        refuse(only(ITraceErrors.EnforcedPause.selector), carrier, takeCall(items, consent));
        vm.revertToState(state);
        retire();
        refuse(only(ITraceErrors.ContractRetired.selector, address(0xbeef)), carrier, takeCall(items, consent));
        vm.assertEq(trace.batchOf(id).custodian, producer, "not taken");
    }

    /* BROUGHT */

    function test_TheTakerSignsToo() public {
        (ITraceTypes.Item[] memory items, bytes32 id) = oneItem();
        ITraceTypes.Consent memory consent = consentOf(1, items, carrier, 0);
        Sample memory sample = Sample(
            3,
            takeCall(items, consent),
            "TakeMany(Item[] batches,address from,bytes32 digest,",
            "Item(string code,uint56 quantity)",
            abi.encode(hashItems(items), producer, DIGEST)
        );
        ITraceTypes.Signed memory s = signed(sample, 0);
        s.nonce = 1;
        skip(invalid(carrier), s);
        s.nonce = 0;
        vm.assertTrue(trace.isNonceFree(producer, 0), "nor is the consent used");
        bring(s);
        vm.assertEq(trace.batchOf(id).custodian, carrier, "taken");
        vm.assertFalse(trace.isNonceFree(producer, 0) || trace.isNonceFree(carrier, 0), "both used");
    }

    function oneItem() private returns (ITraceTypes.Item[] memory items, bytes32 id) {
        id = createBatch("ONE", true);
        items = new ITraceTypes.Item[](1);
        items[0] = ITraceTypes.Item(id, QUANTITY);
    }

    function takeCall(ITraceTypes.Item[] memory items, ITraceTypes.Consent memory consent)
        private
        pure
        returns (bytes memory)
    {
        return abi.encodeCall(ITraceExtension.takeMany, (items, DIGEST, consent));
    }
}
