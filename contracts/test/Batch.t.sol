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
        status = bound(status, 0, 3);
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
        status = bound(status, 0, 3);
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
