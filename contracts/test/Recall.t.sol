// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITrace} from "../interfaces/ITrace.sol";
import {ITraceErrors} from "../interfaces/ITraceErrors.sol";
import {ITraceExtension} from "../interfaces/ITraceExtension.sol";
import {ITraceLines} from "../interfaces/ITraceLines.sol";
import {ITraceTypes} from "../interfaces/ITraceTypes.sol";
import {Capacity} from "../types/Capacity.sol";
import {TraceTest} from "./support/TraceTest.t.sol";
import {Vm, bound, vm} from "./support/Vm.t.sol";

/// @dev Three recalls beside one another, the end of a batch, and what is no more of it.
contract RecallTest is TraceTest {
    function setUp() public override {
        super.setUp();
        createBatch();
        handOver(ID, carrier); // the holder; the producer is the maker
    }

    /* THREE RECALLS */

    /// @dev Any sequence of recalls and lifts, against three flags that only their own sides move.
    function testFuzz_EachSideMovesItsOwnRecallAlone(uint256 seed) public {
        uint256 flags = OPEN;
        for (uint256 i = 0; i < 12; ++i) {
            uint256 side = (seed >> (8 * i)) % 3;
            bool lifts = (seed >> (8 * i + 4)) & 1 == 1;
            uint256 flag = side == 0 ? BY_HOLDER : side == 1 ? BY_MAKER : BY_ORDER;
            // A regulator lifts an order first, and where there is none, the maker's.
            if (lifts && side == 2 && flags & BY_ORDER == 0) flag = BY_MAKER;
            bytes memory call = callOf(side, lifts);
            if (lifts == (flags & flag == 0)) {
                bytes4 selector = lifts ? ITraceErrors.NotRecalled.selector : ITraceErrors.AlreadyRecalled.selector;
                refuse(only(selector, ID), actorOf(side), call);
                continue;
            }
            expectMove(side, lifts, flag);
            act(actorOf(side), call);
            flags = lifts ? flags & ~flag : flags | flag;
            vm.assertEq(trace.batchOf(ID).flags, flags, "its flag alone");
        }
    }

    function expectMove(uint256 side, bool lifts, uint256 flag) private {
        uint16 roles = side == 2 ? REGULATOR : 0;
        vm.expectEmit(address(trace));
        if (!lifts) emit ITraceLines.Recalled(ID, actorOf(side), DIGEST, nextLine(), nextSeq(ID), START, asWhat(side), roles);
        else emitLifted(side, roles, flag == BY_ORDER ? Capacity.Authority : flag == BY_MAKER ? Capacity.Maker : Capacity.Holder);
    }

    function emitLifted(uint256 side, uint16 roles, Capacity recaller) private {
        emit ITraceLines.Lifted(
            ID, actorOf(side), DIGEST, nextLine(), nextSeq(ID), START, asWhat(side), roles, recaller
        );
    }

    function test_NobodyElseRecallsOrLifts() public {
        address[4] memory others = [stranger, inspector, retailer, registrar];
        for (uint256 i = 0; i < others.length; ++i) {
            refuse(notHolder(ID, others[i]), others[i], callOf(0, false));
            refuse(notHolder(ID, others[i]), others[i], callOf(0, true));
            refuse(only(ITraceErrors.NotRegulator.selector, others[i]), others[i], callOf(2, false));
            refuse(only(ITraceErrors.NotRegulator.selector, others[i]), others[i], callOf(2, true));
        }
        refuse(notHolder(ID, regulator), regulator, callOf(0, false)); // who orders, by a verb of its own
        setAgent(carrier, stranger, true);
        act(stranger, callOf(0, false));
        vm.assertEq(trace.batchOf(ID).flags, OPEN | BY_HOLDER, "an agent is the holder");
    }

    function test_WithoutADigestOrABatchThereIsNoRecall() public {
        bytes memory reason = only(ITraceErrors.InvalidDigest.selector);
        refuse(reason, carrier, abi.encodeCall(ITrace.recall, (ID, 0)));
        refuse(reason, regulator, abi.encodeCall(ITrace.orderRecall, (ID, 0)));
        refuse(unknown(DIGEST), carrier, abi.encodeCall(ITrace.recall, (DIGEST, DIGEST)));
        refuse(unknown(DIGEST), carrier, abi.encodeCall(ITraceExtension.lift, (DIGEST, DIGEST)));
        refuse(unknown(DIGEST), regulator, abi.encodeCall(ITrace.orderRecall, (DIGEST, DIGEST)));
        refuse(unknown(DIGEST), regulator, abi.encodeCall(ITraceExtension.liftOrder, (DIGEST, DIGEST)));
    }

    function test_RecallsAndLiftsGoOnWhilePausedAndRetired() public {
        retire();
        pause();
        for (uint256 side = 0; side < 3; ++side) {
            act(actorOf(side), callOf(side, false));
            act(actorOf(side), callOf(side, true));
        }
        bytes32[] memory ids = new bytes32[](1);
        ids[0] = ID;
        act(regulator, abi.encodeCall(ITraceExtension.recallMany, (ids, true, DIGEST)));
    }

    function test_AMakerThatHoldsItsBatchAgainLiftsWhatItRecalledAsMaker() public {
        act(producer, callOf(1, false));
        act(carrier, abi.encodeCall(ITrace.offerCustody, (ID, producer, DIGEST)));
        act(producer, abi.encodeCall(ITrace.acceptCustody, (ID, QUANTITY, DIGEST)));
        vm.expectEmit(address(trace));
        emit ITraceLines.Lifted(
            ID, producer, DIGEST, nextLine(), nextSeq(ID), START, Capacity.Maker, 0, Capacity.Maker
        );
        act(producer, callOf(1, true));
        vm.assertEq(trace.batchOf(ID).flags, OPEN, "lifted");
        refuse(only(ITraceErrors.NotRecalled.selector, ID), producer, callOf(1, true));
        refuse(only(ITraceErrors.NotRecalled.selector, ID), regulator, callOf(2, true));
    }

    function test_ARegulatorWhoseTermIsOverOrdersNothing() public {
        setTerm(regulator, START);
        vm.warp(START + 1);
        refuse(only(ITraceErrors.NotRegulator.selector, regulator), regulator, callOf(2, false));
    }

    /* WITHDRAWN */

    function test_OnlyAnOrderReachesWhatIsWithdrawn() public {
        act(carrier, withdrawCall(DIGEST));
        refuse(notActive(ID, WITHDRAWN), carrier, callOf(0, false));
        refuse(notActive(ID, WITHDRAWN), producer, callOf(1, false));
        act(regulator, callOf(2, false));
        vm.assertEq(trace.batchOf(ID).flags, OPEN | WITHDRAWN | BY_ORDER, "recalled");
        refuse(notActive(ID, WITHDRAWN | BY_ORDER), carrier, callOf(0, true));
        act(regulator, callOf(2, true));
        vm.assertEq(trace.batchOf(ID).flags, OPEN | WITHDRAWN, "lifted");
    }

    function test_TheHolderWithdrawsUnlessOthersRecallIt() public {
        refuse(notHolder(ID, producer), producer, withdrawCall(DIGEST));
        refuse(unknown(DIGEST), carrier, abi.encodeCall(ITraceExtension.withdraw, (DIGEST, DIGEST)));
        refuse(only(ITraceErrors.InvalidDigest.selector), carrier, withdrawCall(0));
        act(producer, callOf(1, false));
        refuse(notActive(ID, BY_MAKER), carrier, withdrawCall(DIGEST));
        act(regulator, callOf(2, false));
        act(producer, callOf(1, true));
        refuse(notActive(ID, BY_ORDER), carrier, withdrawCall(DIGEST));
        act(regulator, callOf(2, true));
        act(carrier, callOf(0, false)); // its own is no hindrance
        vm.expectEmit(address(trace));
        emit ITraceLines.Withdrawn(ID, carrier, DIGEST, nextLine(), nextSeq(ID), START, Capacity.Holder, 0);
        act(carrier, withdrawCall(DIGEST));
        vm.assertEq(trace.batchOf(ID).flags, OPEN | BY_HOLDER | WITHDRAWN, "withdrawn");
        refuse(notActive(ID, BY_HOLDER | WITHDRAWN), carrier, withdrawCall(DIGEST));
    }

    function test_WhenPausedNothingIsWithdrawnOrConsumed() public {
        pause();
        refuse(only(ITraceErrors.EnforcedPause.selector), carrier, withdrawCall(DIGEST));
        refuse(only(ITraceErrors.EnforcedPause.selector), carrier, consumeCall(1, 0));
    }

    /* CONSUMED */

    function testFuzz_ConsumeTakesAwayAndSaysWhatBecameOfIt(uint56 first, uint8 reason) public {
        first = uint56(bound(first, 1, QUANTITY));
        ITraceLines.Reason what = ITraceLines.Reason(reason % 5);
        expectConsumed(first, what);
        act(carrier, consumeCall(first, reason % 5));
        vm.assertEq(trace.batchOf(ID).quantity, QUANTITY - first, "what is left");
        uint56 left = QUANTITY - first;
        bytes memory lacking = abi.encodeWithSelector(ITraceErrors.InsufficientQuantity.selector, ID, left, left + 1);
        refuse(lacking, carrier, consumeCall(left + 1, reason % 5));
        lacking = abi.encodeWithSelector(ITraceErrors.InsufficientQuantity.selector, ID, left, 0);
        refuse(lacking, carrier, consumeCall(0, reason % 5));
    }

    function expectConsumed(uint56 used, ITraceLines.Reason what) private {
        vm.expectEmit(address(trace));
        emit ITraceLines.Consumed(
            ID, carrier, DIGEST, nextLine(), nextSeq(ID), START, Capacity.Holder, 0, used, QUANTITY - used, what
        );
    }

    function test_ConsumeIsTheHoldersAlone() public {
        refuse(notHolder(ID, producer), producer, consumeCall(1, 0));
        refuse(unknown(DIGEST), carrier, abi.encodeCall(ITrace.consume, (DIGEST, 1, ITraceLines.Reason.Sold, DIGEST)));
        bytes memory call = abi.encodeCall(ITrace.consume, (ID, 1, ITraceLines.Reason.Sold, 0));
        refuse(only(ITraceErrors.InvalidDigest.selector), carrier, call);
        act(carrier, withdrawCall(DIGEST));
        refuse(notActive(ID, WITHDRAWN), carrier, consumeCall(1, 0));
    }

    function test_OfARecalledBatchOnlyWhatIsDestroyedOrASampleIsConsumed() public {
        for (uint256 side = 0; side < 3; ++side) {
            act(actorOf(side), callOf(side, false));
            uint256 flag = uint256(BY_HOLDER) << side;
            for (uint8 reason = 0; reason < 3; ++reason) {
                refuse(notActive(ID, flag), carrier, consumeCall(1, reason));
            }
            act(carrier, consumeCall(1, 3));
            act(carrier, consumeCall(1, 4));
            act(actorOf(side), callOf(side, true));
        }
    }

    /* MANY */

    function testFuzz_RecallManySkipsWhatDoesNotFitAndSaysSo(uint256 seed, bool order) public {
        bytes32[] memory ids = new bytes32[](6);
        address who = order ? regulator : producer;
        uint256 fits;
        bool[] memory skipped = new bool[](6);
        for (uint256 i = 0; i < 6; ++i) {
            uint256 what = (seed >> (8 * i)) % 6;
            ids[i] = what == 5 ? keccak256(abi.encode(i)) : createBatch(textOf(i, 12), true);
            if (what == 1) act(who, order ? orderOf(ids[i]) : abi.encodeCall(ITrace.recall, (ids[i], DIGEST)));
            if (what == 2) act(producer, abi.encodeCall(ITraceExtension.withdraw, (ids[i], DIGEST)));
            if (what == 3) handOver(ids[i], carrier);
            if (what == 4 && i != 0) ids[i] = ids[i - 1];
            bool repeated = what == 4 && i != 0;
            skipped[i] = what == 5 || what == 1 || (what == 2 && !order) || repeated;
            if (!skipped[i]) ++fits;
        }
        bytes memory call = abi.encodeCall(ITraceExtension.recallMany, (ids, order, DIGEST));
        if (fits == 0) return refuse(only(ITraceErrors.NothingDone.selector), who, call);
        Vm.Log[] memory logs = act(who, call);
        vm.assertEq(logs.length, 6, "each is told");
        for (uint256 i = 0; i < 6; ++i) {
            bytes32 selector = skipped[i] ? ITraceTypes.BatchSkipped.selector : ITraceLines.Recalled.selector;
            vm.assertEq(logs[i].topics[0], selector, "skipped or recalled");
            // Only a line has the batch's id first.
            uint256 place = skipped[i] ? 2 : 1;
            vm.assertEq(logs[i].topics[place], ids[i], "in order");
            vm.assertEq(logs[i].topics[3 - place], bytes32(uint256(uint160(who))), "by whom");
        }
    }

    function orderOf(bytes32 id) private pure returns (bytes memory) {
        return abi.encodeCall(ITrace.orderRecall, (id, DIGEST));
    }

    function test_RecallManyWritesEachAsWhatItsActorIs() public {
        bytes32[] memory ids = new bytes32[](2);
        (ids[0], ids[1]) = (ID, createBatch("HELD", true));
        uint40 line = nextLine();
        vm.expectEmit(address(trace));
        emit ITraceLines.Recalled(ID, producer, DIGEST, line, nextSeq(ID), START, Capacity.Maker, 0);
        vm.expectEmit(address(trace));
        emit ITraceLines.Recalled(ids[1], producer, DIGEST, line + 1, 2, START, Capacity.Holder, 0);
        act(producer, abi.encodeCall(ITraceExtension.recallMany, (ids, false, DIGEST)));
        vm.expectEmit(address(trace));
        emit ITraceLines.Recalled(ID, regulator, DIGEST, line + 2, nextSeq(ID), START, Capacity.Authority, REGULATOR);
        act(regulator, abi.encodeCall(ITraceExtension.recallMany, (ids, true, DIGEST)));
    }

    function test_RecallManyRefusesNoneTooManyOrdersOfOthersAndNoDigest() public {
        bytes memory call = abi.encodeCall(ITraceExtension.recallMany, (new bytes32[](0), false, DIGEST));
        refuse(badLength(0, 256), carrier, call);
        call = abi.encodeCall(ITraceExtension.recallMany, (new bytes32[](257), false, DIGEST));
        refuse(badLength(257, 256), carrier, call);
        bytes32[] memory ids = new bytes32[](256);
        for (uint256 i = 0; i < 256; ++i) ids[i] = ID;
        call = abi.encodeCall(ITraceExtension.recallMany, (ids, true, DIGEST));
        refuse(only(ITraceErrors.NotRegulator.selector, carrier), carrier, call);
        call = abi.encodeCall(ITraceExtension.recallMany, (ids, false, 0));
        refuse(only(ITraceErrors.InvalidDigest.selector), carrier, call);
        call = abi.encodeCall(ITraceExtension.recallMany, (ids, false, DIGEST));
        refuse(only(ITraceErrors.NothingDone.selector), stranger, call);
        vm.assertEq(act(carrier, call).length, 256, "as many as there may be");
    }

    /* HELPERS */

    function callOf(uint256 side, bool lifts) private pure returns (bytes memory) {
        if (side == 2) {
            return lifts ? abi.encodeCall(ITraceExtension.liftOrder, (ID, DIGEST)) : orderOf(ID);
        }
        return lifts ? abi.encodeCall(ITraceExtension.lift, (ID, DIGEST)) : abi.encodeCall(ITrace.recall, (ID, DIGEST));
    }

    function actorOf(uint256 side) private pure returns (address) {
        return side == 0 ? carrier : side == 1 ? producer : regulator;
    }

    function asWhat(uint256 side) private pure returns (Capacity) {
        return side == 0 ? Capacity.Holder : side == 1 ? Capacity.Maker : Capacity.Authority;
    }

    function withdrawCall(bytes32 digest) private pure returns (bytes memory) {
        return abi.encodeCall(ITraceExtension.withdraw, (ID, digest));
    }

    function consumeCall(uint56 quantity, uint8 reason) private pure returns (bytes memory) {
        return abi.encodeCall(ITrace.consume, (ID, quantity, ITraceLines.Reason(reason), DIGEST));
    }
}
