// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITrace} from "../interfaces/ITrace.sol";
import {ITraceExtension} from "../interfaces/ITraceExtension.sol";
import {ITraceLines} from "../interfaces/ITraceLines.sol";
import {ITraceTypes} from "../interfaces/ITraceTypes.sol";
import {Verdict} from "../types/Journey.sol";
import {SignedActs} from "./support/SignedActs.t.sol";
import {vm} from "./support/Vm.t.sol";

/// @dev How many lines of each sort a batch takes: nobody's lines take the numbers that others' will need.
contract TiersTest is SignedActs {
    uint256 private constant ROLE = 2 ** 23 - 1;
    uint256 private constant OF_HOLDER = 2 ** 24 - 2 ** 16;
    uint256 private constant OF_RECALLS = 2 ** 24 - 2 ** 15;
    uint256 private constant OF_ORDERS = 2 ** 24 - 1;

    function setUp() public override {
        super.setUp();
        createBatch();
    }

    function test_RolesAndPartiesEndBeforeTheHolder() public {
        forceSeq(ID, ROLE - 1);
        record(producer, ID, HARVEST); // the last one by role
        refuse(exhausted(ID), producer, recordCall(ID, HARVEST));
        refuse(exhausted(ID), carrier, recordCall(ID, TRANSPORT));
        setOpen(ID, false);
        setParty(producer, ID, carrier, true);
        refuse(exhausted(ID), carrier, recordCall(ID, TRANSPORT));
        record(producer, ID, HARVEST); // as the holder
        act(inspector, abi.encodeCall(ITrace.inspect, (ID, Verdict.Fail, DIGEST)));
    }

    function test_TheHolderAndAuthoritiesEndBeforeRecalls() public {
        act(producer, abi.encodeCall(ITrace.offerCustody, (ID, carrier, DIGEST)));
        setOpen(ID, false);
        forceSeq(ID, OF_HOLDER - 1);
        record(producer, ID, HARVEST);
        bytes[8] memory calls = [
            recordCall(ID, HARVEST),
            abi.encodeCall(ITrace.consume, (ID, 1, ITraceLines.Reason.Sold, DIGEST)),
            abi.encodeCall(ITrace.offerCustody, (ID, carrier, DIGEST)),
            abi.encodeCall(ITraceExtension.cancelOffer, (ID, DIGEST)),
            abi.encodeCall(ITraceExtension.withdraw, (ID, DIGEST)),
            abi.encodeCall(ITraceExtension.setOpen, (ID, true, DIGEST)),
            abi.encodeCall(ITraceExtension.split, (CODE, parts(), DIGEST)),
            abi.encodeCall(ITraceExtension.amend, (ID, 1, 0, DIGEST))
        ];
        for (uint256 i = 0; i < calls.length; ++i) refuse(exhausted(ID), producer, calls[i]);
        refuse(exhausted(ID), inspector, abi.encodeCall(ITrace.inspect, (ID, Verdict.Fail, DIGEST)));
        refuse(exhausted(ID), carrier, abi.encodeCall(ITrace.acceptCustody, (ID, QUANTITY, DIGEST)));
        refuse(exhausted(ID), carrier, abi.encodeCall(ITraceExtension.refuseCustody, (ID, DIGEST)));
        ITraceTypes.Item[] memory items = new ITraceTypes.Item[](2);
        (items[0], items[1]) = (ITraceTypes.Item(ID, QUANTITY), ITraceTypes.Item(createBatch("OTHER", true), QUANTITY));
        bytes memory take =
            abi.encodeCall(ITraceExtension.takeMany, (items, DIGEST, consentOf(1, items, carrier, 0)));
        vm.assertEq(countOf(act(carrier, take), ITraceTypes.BatchSkipped.selector), 1, "left out, and the other taken");
        act(producer, abi.encodeCall(ITrace.recall, (ID, DIGEST)));
        act(producer, abi.encodeCall(ITraceExtension.lift, (ID, DIGEST)));
    }

    function test_RecallsEndBeforeOrders() public {
        bytes32[] memory ids = new bytes32[](2);
        (ids[0], ids[1]) = (ID, createBatch("OTHER", true));
        forceSeq(ID, OF_RECALLS - 2);
        act(producer, abi.encodeCall(ITrace.recall, (ID, DIGEST)));
        act(producer, abi.encodeCall(ITraceExtension.lift, (ID, DIGEST)));
        refuse(exhausted(ID), producer, abi.encodeCall(ITrace.recall, (ID, DIGEST)));
        bytes memory many = abi.encodeCall(ITraceExtension.recallMany, (ids, false, DIGEST));
        vm.assertEq(countOf(act(producer, many), ITraceTypes.BatchSkipped.selector), 1, "left out");
        act(regulator, abi.encodeCall(ITrace.orderRecall, (ID, DIGEST)));
        act(regulator, abi.encodeCall(ITraceExtension.liftOrder, (ID, DIGEST)));
    }

    function test_OrdersGoOnToTheVeryLastNumber() public {
        bytes32[] memory ids = new bytes32[](2);
        (ids[0], ids[1]) = (ID, createBatch("OTHER", true));
        forceSeq(ID, OF_ORDERS - 1);
        act(regulator, abi.encodeCall(ITrace.orderRecall, (ID, DIGEST)));
        vm.assertEq(trace.batchOf(ID).seq, type(uint24).max, "the last");
        refuse(exhausted(ID), regulator, abi.encodeCall(ITraceExtension.liftOrder, (ID, DIGEST)));
        forceSeq(ID, OF_ORDERS);
        forceSeq(ids[1], OF_ORDERS - 1);
        bytes memory many = abi.encodeCall(ITraceExtension.recallMany, (ids, true, DIGEST));
        vm.assertEq(countOf(act(regulator, many), ITraceTypes.BatchSkipped.selector), 1, "left out");
        vm.assertEq(trace.batchOf(ids[1]).seq, type(uint24).max, "the last");
    }

    function parts() private pure returns (ITraceTypes.Part[] memory some) {
        some = new ITraceTypes.Part[](1);
        some[0] = ITraceTypes.Part("A", 1, DIGEST);
    }
}
