// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITrace} from "../../ITrace.sol";
import {Verdict} from "../../types/Batch.sol";
import {Act} from "./Act.t.sol";
import {ExpectedLines} from "./ExpectedLines.t.sol";
import {bound, vm} from "./Vm.t.sol";

/// @dev What the tests of `split` and `transform` share: `CODE` exists and is the producer's.
abstract contract LineageTest is ExpectedLines {
    function setUp() public virtual override {
        super.setUp();
        createBatch();
    }

    /// @dev Does an act that must succeed.
    function run(Act memory act, address actor) internal {
        bytes memory data = callOf(act);
        vm.prank(actor);
        (bool success,) = address(trace).call(data);
        vm.assertTrue(success, "done");
    }

    /// @dev Asserts that an act fails with exactly this error, directly, and leaves nothing half done.
    function refuses(bytes memory reason, Act memory act, address actor) internal {
        ITrace.BatchView memory before = trace.batchOf(ID);
        address offered = trace.offerOf(ID);
        expectFailure(reason, actor, callOf(act));
        vm.assertEq(keccak256(abi.encode(trace.batchOf(ID))), keccak256(abi.encode(before)), "the batch stays");
        vm.assertEq(trace.offerOf(ID), offered, "the offer stays");
        for (uint256 i = 0; i < act.parts.length; ++i) staysAway(act.parts[i].code);
        for (uint256 i = 0; i < act.outputs.length; ++i) staysAway(act.outputs[i].code);
    }

    function staysAway(string memory code) private view {
        bytes32 id = keccak256(bytes(code));
        if (id == ID) return;
        vm.assertEq(trace.batchOf(id).seq, 0, "nothing is half written");
        vm.assertEq(trace.headOf(id), 0, "nothing is half written");
    }

    function giveTo(address custodian) internal {
        vm.prank(producer());
        trace.offerCustody(ID, custodian, DIGEST);
        vm.prank(custodian);
        trace.acceptCustody(ID, DIGEST);
    }

    function offerTo(address account) internal {
        vm.prank(producer());
        trace.offerCustody(ID, account, DIGEST);
    }

    function inspectBatch() internal {
        vm.prank(inspector());
        trace.inspect(ID, Verdict.Fail, DIGEST);
    }

    /// @dev Amounts that are each something, and together no more than there is.
    function amountsOf(uint256 seed, uint256 count, uint64 total) internal pure returns (uint64[] memory amounts) {
        amounts = new uint64[](count);
        for (uint256 i = 0; i < count; ++i) {
            uint256 random = uint256(keccak256(abi.encode("amount", seed, i)));
            // As much as leaves one for each that comes after; at the end of a third of all runs, all that is left.
            uint256 most = total - (count - 1 - i);
            amounts[i] = uint64(i == count - 1 && seed % 3 == 0 ? most : bound(random, 1, most));
            total -= amounts[i];
        }
    }

    /* REASONS */

    function insufficient(bytes32 id, uint64 quantity, uint64 wanted) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(ITrace.InsufficientQuantity.selector, id, quantity, wanted);
    }

    function badLength(uint256 length) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(ITrace.InvalidLength.selector, length, 64);
    }

    function exists(string memory code) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(ITrace.BatchExists.selector, keccak256(bytes(code)));
    }

    function notCustodian(bytes32 id, address actor) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(ITrace.NotCustodian.selector, id, actor);
    }
}
