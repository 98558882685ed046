// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Batch, SEQ_OFFSET, SequenceExhausted, Status, Verdict, newBatch} from "../types/Batch.sol";
import {bound, vm} from "./support/Vm.t.sol";

contract BatchTest {
    function testFuzz_NewBatchKeepsEveryField(address holder, uint64 amount) public pure {
        check(newBatch(holder, amount), holder, amount, 1, Status.Active, Verdict.None);
        vm.assertFalse(newBatch(holder, amount).isNone(), "exists");
        vm.assertTrue(newBatch(holder, amount).isActive(), "is active");
    }

    function testFuzz_EveryFieldReadsBackFromItsOwnBits(
        address holder,
        uint64 amount,
        uint24 number,
        uint256 status,
        uint256 verdict
    ) public pure {
        status = bound(status, 0, 4);
        verdict = bound(verdict, 0, 2);
        Batch batch = pack(holder, amount, number, status, verdict);
        check(batch, holder, amount, number, Status(status), Verdict(verdict));
        vm.assertEq(batch.isActive(), Status(status) == Status.Active, "is active");
        vm.assertEq(batch.isNone(), Batch.unwrap(batch) == 0, "is none");
    }

    function testFuzz_NextMovesSeqAlone(address holder, uint64 amount, uint24 number, uint256 status, uint256 verdict)
        public
        pure
    {
        vm.assume(number != type(uint24).max);
        status = bound(status, 0, 4);
        verdict = bound(verdict, 0, 2);
        Batch batch = pack(holder, amount, number, status, verdict).next();
        check(batch, holder, amount, number + 1, Status(status), Verdict(verdict));
    }

    function testFuzz_WithVerdictMovesTheVerdictAlone(
        address holder,
        uint64 amount,
        uint24 number,
        uint8 from,
        uint8 to
    ) public pure {
        Verdict verdict = Verdict(to % 3);
        Batch batch = pack(holder, amount, number, 1, from % 3).withVerdict(verdict);
        check(batch, holder, amount, number, Status.Active, verdict);
    }

    function testFuzz_EachSetterMovesItsFieldAlone(uint256 bits, address holder, uint64 amount, uint8 to, bool offered)
        public
        pure
    {
        Batch batch = pack(address(uint160(bits)), uint64(bits >> 160), uint24(bits >> 224), (bits >> 250) % 5, 2);
        Status status = Status(to % 5);
        check(batch.withCustodian(holder), holder, batch.quantity(), batch.seq(), batch.status(), Verdict.Fail);
        check(batch.withQuantity(amount), batch.custodian(), amount, batch.seq(), batch.status(), Verdict.Fail);
        check(batch.withStatus(status), batch.custodian(), batch.quantity(), batch.seq(), status, Verdict.Fail);
        Batch marked = batch.withOffered(offered);
        vm.assertEq(marked.isOffered(), offered, "offered");
        vm.assertTrue(marked.verdict() == Verdict.Fail, "the mark is no verdict");
        vm.assertEq(Batch.unwrap(marked.withOffered(false)), Batch.unwrap(batch), "and can be taken away");
        vm.assertTrue(marked.withVerdict(Verdict.Pass).isOffered() == offered, "a verdict leaves it");
    }

    function testFuzz_NextByIsAsManyTimesNextOrReverts(address holder, uint64 amount, uint24 number, uint8 count) public {
        Batch batch = pack(holder, amount, number, 1, 1);
        if (uint256(number) + count > type(uint24).max) {
            vm.expectRevert(abi.encodeWithSelector(SequenceExhausted.selector));
            this.nextBy(batch, count);
            return;
        }
        check(batch.nextBy(count), holder, amount, number + count, Status.Active, Verdict.Pass);
    }

    function test_NextByTakesNoCountThatWrapsAround() public {
        vm.expectRevert(abi.encodeWithSelector(SequenceExhausted.selector));
        this.nextBy(newBatch(address(1), 1), type(uint256).max);
    }

    /// @dev Whatever the other fields are: an overflow must never reach the status.
    function testFuzz_NextRevertsRatherThanCarry(uint256 bits) public {
        Batch batch = Batch.wrap(bits | (uint256(type(uint24).max) << SEQ_OFFSET));
        vm.expectRevert(abi.encodeWithSelector(SequenceExhausted.selector));
        this.next(batch);
    }

    function test_TheZeroWordIsNoBatch() public pure {
        check(Batch.wrap(0), address(0), 0, 0, Status.None, Verdict.None);
        vm.assertTrue(Batch.wrap(0).isNone(), "is none");
        vm.assertFalse(Batch.wrap(0).isActive(), "is not active");
    }

    /// @dev External, so that `expectRevert` sees a call.
    function next(Batch batch) external pure returns (Batch) {
        return batch.next();
    }

    /// @dev External, as above.
    function nextBy(Batch batch, uint256 count) external pure returns (Batch) {
        return batch.nextBy(count);
    }

    /// @dev The layout as documented, written down a second time.
    function pack(address holder, uint64 amount, uint24 number, uint256 status, uint256 verdict)
        private
        pure
        returns (Batch)
    {
        return Batch.wrap(
            uint256(bytes32(abi.encodePacked(uint8((verdict << 4) | status), number, amount, holder)))
        );
    }

    function check(Batch batch, address holder, uint64 amount, uint24 number, Status status, Verdict verdict)
        private
        pure
    {
        vm.assertEq(batch.custodian(), holder, "custodian");
        vm.assertEq(batch.quantity(), amount, "quantity");
        vm.assertEq(batch.seq(), number, "seq");
        vm.assertTrue(batch.status() == status, "status");
        vm.assertTrue(batch.verdict() == verdict, "verdict");
        bytes32 packed = bytes32(Batch.unwrap(pack(holder, amount, number, uint256(status), uint256(verdict))));
        vm.assertEq(bytes32(Batch.unwrap(batch)), packed, "layout");
    }
}
