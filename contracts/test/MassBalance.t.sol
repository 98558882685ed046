// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {MassBalance} from "../libraries/MassBalance.sol";
import {Act, SignedInput, Verb} from "./support/Act.t.sol";
import {LineageTest} from "./support/LineageTest.t.sol";
import {bound, vm} from "./support/Vm.t.sol";

/// @dev What is taken out of a batch by whatever verb, in whatever order, and by whomever.
contract MassBalanceTest is LineageTest {
    function testFuzz_TryTakeIsExactOrTakesNothing(uint64 quantity, uint64 amount) public pure {
        check(quantity, amount);
        check(quantity, 0);
        check(quantity, quantity);
        if (quantity != type(uint64).max) check(quantity, quantity + 1);
        if (amount <= quantity) check(amount, quantity);
    }

    function check(uint64 quantity, uint64 amount) private pure {
        (bool enough, uint64 left) = MassBalance.tryTake(quantity, amount);
        vm.assertEq(enough, amount != 0 && amount <= quantity, "enough");
        vm.assertEq(uint256(left) + (enough ? amount : 0), quantity, "what is taken and left is what there was");
    }

    /// @dev Some acts ask for more than there is, for nothing, or come from somebody else.
    function testFuzz_NothingIsTakenTwiceInAnyOrder(uint256 seed) public {
        uint256 taken;
        for (uint256 i = 0; i < 16; ++i) {
            uint256 own = uint256(keccak256(abi.encode(seed, i)));
            Act memory act = randomAct(own);
            address actor = own % 7 == 0 ? stranger : own % 7 == 1 ? holder(1) : producer();
            uint256 wanted = wantedBy(act);
            bytes memory data = callOf(act);
            vm.prank(actor);
            (bool success,) = address(trace).call(data);
            vm.assertEq(success, actor == producer() && wanted != 0 && taken + wanted <= QUANTITY, "only if it may");
            if (success) taken += wanted;
            vm.assertEq(trace.batchOf(ID).quantity + taken, QUANTITY, "what is taken and left is what there was");
        }
    }

    /// @dev Of a split of two parts, or an input that is named twice; nothing in either means nothing is wanted at all.
    function wantedBy(Act memory act) private pure returns (uint256) {
        if (act.verb == Verb.Split) return sumOrNone(act.parts[0].quantity, act.parts[1].quantity);
        return sumOrNone(act.quantity, act.inputs[0].quantity);
    }

    function sumOrNone(uint256 a, uint256 b) private pure returns (uint256) {
        return a == 0 || b == 0 ? 0 : a + b;
    }

    function randomAct(uint256 seed) private view returns (Act memory act) {
        act = actOf(seed % 2 == 0 ? Verb.Split : Verb.Transform);
        uint64 left = trace.batchOf(ID).quantity;
        uint64 first = uint64(bound(seed >> 8, seed % 5 == 0 ? 0 : 1, uint256(left) / 2 + 1));
        uint64 second = uint64(bound(seed >> 16, seed % 9 == 0 ? 0 : 1, uint256(left) / 2 + 1));
        if (seed % 11 == 0 && left > first) second = left - first; // exactly all
        if (act.verb == Verb.Split) {
            act.parts = partsOf(seed >> 8, 2, first);
            act.parts[1].quantity = second;
            return act;
        }
        act.quantity = first;
        act.inputs = new SignedInput[](1);
        act.inputs[0] = SignedInput(CODE, second, 2);
        act.outputs = outputsOf(seed >> 8, 1);
    }
}
