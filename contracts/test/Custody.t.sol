// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITrace} from "../interfaces/ITrace.sol";
import {ITraceErrors} from "../interfaces/ITraceErrors.sol";
import {ITraceExtension} from "../interfaces/ITraceExtension.sol";
import {ITraceLines} from "../interfaces/ITraceLines.sol";
import {ITraceTypes} from "../interfaces/ITraceTypes.sol";
import {Capacity} from "../types/Capacity.sol";
import {TraceTest} from "./support/TraceTest.t.sol";
import {bound, vm} from "./support/Vm.t.sol";

contract CustodyTest is TraceTest {
    function setUp() public override {
        super.setUp();
        createBatch();
    }

    /* OFFER AND ACCEPT */

    function testFuzz_ABatchChangesHandsWithBothSidesConsent(address to) public {
        vm.assume(to != address(0) && to != producer && to != address(trace));
        vm.expectEmit(address(trace));
        emit ITraceLines.CustodyOffered(ID, producer, DIGEST, nextLine(), 2, START, Capacity.Holder, 0, to);
        act(producer, offerCall(to));
        vm.assertEq(trace.offerOf(ID), to, "offered");
        vm.assertEq(trace.batchOf(ID).flags, OPEN | OFFERED, "marked");
        vm.assertEq(trace.batchOf(ID).custodian, producer, "not moved yet");

        vm.expectEmit(address(trace));
        emit ITraceLines.CustodyAccepted(
            ID, to, DIGEST, nextLine(), 3, START, Capacity.Holder, 0, producer, QUANTITY
        );
        act(to, acceptCall(QUANTITY));
        vm.assertEq(trace.batchOf(ID).custodian, to, "moved");
        vm.assertEq(trace.batchOf(ID).quantity, QUANTITY, "all of it");
        vm.assertEq(trace.batchOf(ID).maker, trace.accountOf(producer).index, "the maker stays");
        assertNoOffer(OPEN);
        refuse(notHolder(ID, producer), producer, offerCall(stranger));
    }

    function test_AnOfferIsTheHoldersAndAnAgentsAlone() public {
        refuse(notHolder(ID, stranger), stranger, offerCall(carrier));
        refuse(notHolder(ID, regulator), regulator, offerCall(carrier));
        setAgent(producer, stranger, true);
        act(stranger, offerCall(carrier));
        act(producer, offerCall(retailer)); // replaces it
        refuse(notOffered(carrier), carrier, acceptCall(QUANTITY));
        act(retailer, acceptCall(QUANTITY));
    }

    function test_OffersToNobodyToTheHolderAndToTheContractAreRefused() public {
        address[3] memory bad = [address(0), producer, address(trace)];
        for (uint256 i = 0; i < 3; ++i) {
            refuse(only(ITraceErrors.InvalidCustodian.selector, bad[i]), producer, offerCall(bad[i]));
        }
        refuse(unknown(DIGEST), producer, abi.encodeCall(ITrace.offerCustody, (DIGEST, carrier, DIGEST)));
        bytes memory call = abi.encodeCall(ITrace.offerCustody, (ID, carrier, 0));
        refuse(only(ITraceErrors.InvalidDigest.selector), producer, call);
    }

    function testFuzz_NobodyAcceptsAnotherQuantityThanItSaw(uint56 quantity) public {
        vm.assume(quantity != QUANTITY);
        act(producer, offerCall(carrier));
        bytes memory reason = abi.encodeWithSelector(ITraceErrors.OtherQuantity.selector, ID, QUANTITY);
        refuse(reason, carrier, acceptCall(quantity));
        refuse(notOffered(stranger), stranger, acceptCall(QUANTITY));
        bytes memory call = abi.encodeCall(ITrace.acceptCustody, (ID, QUANTITY, 0));
        refuse(only(ITraceErrors.InvalidDigest.selector), carrier, call);
        act(carrier, acceptCall(QUANTITY));
    }

    function test_AnAcceptanceWithoutAnOfferIsRefused() public {
        refuse(notOffered(carrier), carrier, acceptCall(QUANTITY));
        refuse(unknown(DIGEST), carrier, abi.encodeCall(ITrace.acceptCustody, (DIGEST, 0, DIGEST)));
    }

    /* REFUSE AND CANCEL */

    function test_WhoItWasOfferedToRefusesIt() public {
        bytes memory call = abi.encodeCall(ITraceExtension.refuseCustody, (ID, DIGEST));
        refuse(notOffered(carrier), carrier, call);
        act(producer, offerCall(carrier));
        refuse(notOffered(producer), producer, call);
        refuse(only(ITraceErrors.InvalidDigest.selector), carrier, abi.encodeCall(ITraceExtension.refuseCustody, (ID, 0)));
        vm.expectEmit(address(trace));
        emit ITraceLines.CustodyRefused(ID, carrier, DIGEST, nextLine(), 3, START, Capacity.Recipient, 0, producer);
        act(carrier, call);
        assertNoOffer(OPEN);
        refuse(notOffered(carrier), carrier, acceptCall(QUANTITY));
    }

    function test_WhoOfferedItCancelsIt() public {
        bytes memory call = abi.encodeCall(ITraceExtension.cancelOffer, (ID, DIGEST));
        refuse(notOffered(address(0)), producer, call);
        act(producer, offerCall(carrier));
        refuse(notHolder(ID, carrier), carrier, call);
        refuse(only(ITraceErrors.InvalidDigest.selector), producer, abi.encodeCall(ITraceExtension.cancelOffer, (ID, 0)));
        vm.expectEmit(address(trace));
        emit ITraceLines.OfferCancelled(ID, producer, DIGEST, nextLine(), 3, START, Capacity.Holder, 0, carrier);
        act(producer, call);
        assertNoOffer(OPEN);
        refuse(notOffered(carrier), carrier, acceptCall(QUANTITY));
    }

    /* WHAT CANNOT MOVE */

    function test_ARecalledBatchGoesBackToItsMakerAndNowhereElse() public {
        handOver(ID, carrier);
        act(carrier, offerCall(retailer));
        act(producer, abi.encodeCall(ITrace.recall, (ID, DIGEST)));
        assertNoOffer(OPEN | BY_MAKER);
        refuse(notActive(ID, BY_MAKER), carrier, offerCall(retailer));
        act(carrier, offerCall(producer));
        act(producer, acceptCall(QUANTITY));
        vm.assertEq(trace.batchOf(ID).custodian, producer, "back");
        refuse(notActive(ID, BY_MAKER), producer, offerCall(carrier));
        act(producer, abi.encodeCall(ITraceExtension.lift, (ID, DIGEST)));
        act(producer, offerCall(carrier));
    }

    /// @dev The offer stood, and is void: or else who was offered it would take what is recalled.
    function test_AnOfferEndsWithWhatChangesTheBatch() public {
        uint256 state = vm.snapshotState();
        bytes[5] memory calls = [
            abi.encodeCall(ITrace.recall, (ID, DIGEST)),
            abi.encodeCall(ITrace.orderRecall, (ID, DIGEST)),
            abi.encodeCall(ITrace.consume, (ID, 1, ITraceLines.Reason.Sold, DIGEST)),
            abi.encodeCall(ITraceExtension.withdraw, (ID, DIGEST)),
            abi.encodeCall(ITraceExtension.split, (CODE, parts(1), DIGEST))
        ];
        for (uint256 i = 0; i < calls.length; ++i) {
            vm.revertToState(state);
            state = vm.snapshotState();
            act(producer, offerCall(carrier));
            act(i == 1 ? regulator : producer, calls[i]);
            vm.assertEq(trace.offerOf(ID), address(0), "void");
            vm.assertEq(trace.batchOf(ID).flags & OFFERED, 0, "not marked");
        }
    }

    function test_AWithdrawnBatchDoesNotMove() public {
        act(producer, abi.encodeCall(ITraceExtension.withdraw, (ID, DIGEST)));
        refuse(notActive(ID, WITHDRAWN), producer, offerCall(carrier));
        refuse(notActive(ID, WITHDRAWN), carrier, acceptCall(QUANTITY));
        refuse(notActive(ID, WITHDRAWN), carrier, abi.encodeCall(ITraceExtension.refuseCustody, (ID, DIGEST)));
        refuse(notActive(ID, WITHDRAWN), producer, abi.encodeCall(ITraceExtension.cancelOffer, (ID, DIGEST)));
        refuse(notActive(ID, WITHDRAWN), producer, abi.encodeCall(ITraceExtension.setOpen, (ID, true, DIGEST)));
    }

    function test_NothingChangesHandsWhenPausedOrRetiredButOffersEnd() public {
        act(producer, offerCall(carrier));
        uint256 state = vm.snapshotState();
        pause();
        bytes memory reason = only(ITraceErrors.EnforcedPause.selector);
        refuse(reason, producer, offerCall(retailer));
        refuse(reason, carrier, acceptCall(QUANTITY));
        refuse(reason, carrier, abi.encodeCall(ITraceExtension.refuseCustody, (ID, DIGEST)));
        refuse(reason, producer, abi.encodeCall(ITraceExtension.cancelOffer, (ID, DIGEST)));
        refuse(reason, producer, abi.encodeCall(ITraceExtension.setOpen, (ID, true, DIGEST)));
        vm.revertToState(state);
        retire();
        reason = only(ITraceErrors.ContractRetired.selector, address(0xbeef));
        refuse(reason, producer, offerCall(retailer));
        refuse(reason, carrier, acceptCall(QUANTITY));
        act(producer, abi.encodeCall(ITraceExtension.cancelOffer, (ID, DIGEST)));
    }

    /* OPEN */

    function testFuzz_TheHolderOpensAndClosesItsBatch(bool open) public {
        vm.expectEmit(address(trace));
        emit ITraceLines.OpenSet(ID, producer, DIGEST, nextLine(), 2, START, Capacity.Holder, 0, open);
        act(producer, abi.encodeCall(ITraceExtension.setOpen, (ID, open, DIGEST)));
        vm.assertEq(trace.batchOf(ID).flags, open ? OPEN : 0, "flag");
        bytes memory call = abi.encodeCall(ITraceExtension.setOpen, (ID, open, DIGEST));
        refuse(notHolder(ID, stranger), stranger, call);
        refuse(unknown(DIGEST), producer, abi.encodeCall(ITraceExtension.setOpen, (DIGEST, open, DIGEST)));
        refuse(
            only(ITraceErrors.InvalidDigest.selector), producer, abi.encodeCall(ITraceExtension.setOpen, (ID, open, 0))
        );
    }

    /* HELPERS */

    function offerCall(address to) private pure returns (bytes memory) {
        return abi.encodeCall(ITrace.offerCustody, (ID, to, DIGEST));
    }

    function acceptCall(uint56 quantity) private pure returns (bytes memory) {
        return abi.encodeCall(ITrace.acceptCustody, (ID, quantity, DIGEST));
    }

    function notOffered(address who) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ITraceErrors.NotOffered.selector, ID, who);
    }

    function assertNoOffer(uint256 flags) private view {
        vm.assertEq(trace.offerOf(ID), address(0), "no offer");
        vm.assertEq(trace.batchOf(ID).flags, flags, "not marked");
    }

    function parts(uint56 quantity) private pure returns (ITraceTypes.Part[] memory some) {
        some = new ITraceTypes.Part[](1);
        some[0] = ITraceTypes.Part("A", quantity, DIGEST);
    }
}
