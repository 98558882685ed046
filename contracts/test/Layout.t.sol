// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITraceExtension} from "../interfaces/ITraceExtension.sol";
import {TraceTest} from "./support/TraceTest.t.sol";
import {vm} from "./support/Vm.t.sol";

/// @dev Where things are stored. The extension works on the contract's storage: both must have the same layout, with
///      what they share before what AccessControl has.
contract LayoutTest is TraceTest {
    function test_TheSharedWordIsTheFirstSlotOfBoth() public {
        (bytes32 chain, uint40 lines,) = trace.state();
        bytes32 expected = bytes32(uint256(chain) | (uint256(lines) << 8));
        vm.assertEq(vm.load(address(trace), 0), expected, "of the contract");
        vm.prank(producer);
        extension.setAgent(carrier, true); // which needs no role: a line in the extension's own storage
        vm.assertEq(uint256(vm.load(address(extension), 0)) & 0xffffffffffff, 1 << 8, "and of the extension");
    }

    /// @dev Each mapping in its slot, seen from the contract and written by the extension.
    function test_EachMappingHasItsSlotInBoth() public {
        createBatch();
        checkBatch();
        uint256 account = uint256(load(bytes32(uint256(uint160(producer))), 2));
        vm.assertEq(account & 0xffff, PRODUCER, "2: accounts");
        setAgent(producer, carrier, true);
        vm.assertEq(uint256(load(keccak256(abi.encode(producer, carrier)), 3)), 2, "3: standing with all");
        setParty(producer, ID, carrier, true);
        vm.assertEq(uint256(load(keccak256(abi.encode(ID, producer, carrier)), 3)), 1, "3: standing on one");
        setParty(producer, ALL, carrier, true);
        vm.assertEq(uint256(load(keccak256(abi.encode(producer, carrier)), 3)), 3, "3: two independent bits");
        act(producer, abi.encodeWithSignature("offerCustody(bytes32,address,bytes32)", ID, carrier, DIGEST));
        vm.assertEq(uint256(load(ID, 4)), uint160(carrier), "4: offers");
        setKind(HARVEST, 5);
        vm.assertEq(uint256(load("harvest", 5)), (1 << 255) | 5, "5: kinds");
        act(registrar, abi.encodeCall(ITraceExtension.setNamespace, ("FIRM", producer)));
        vm.assertEq(uint256(load(keccak256("FIRM"), 6)), uint160(producer), "6: namespaces");
        act(producer, abi.encodeCall(ITraceExtension.moveAccount, (processor)));
        vm.assertEq(uint256(load(bytes32(uint256(uint160(producer))), 7)), uint160(processor), "7: moves");
        uint40 index = trace.accountOf(producer).index;
        act(processor, abi.encodeCall(ITraceExtension.acceptAccount, (producer)));
        vm.assertEq(uint256(load(bytes32(uint256(index)), 8)), trace.accountOf(processor).index, "8: successors");
        act(admin, abi.encodeCall(ITraceExtension.retire, (stranger)));
        uint256 retirement = uint256(vm.load(address(trace), bytes32(uint256(9))));
        vm.assertEq(retirement, (uint256(START + 3 days) << 160) | uint160(stranger), "9: retirement");
    }

    function checkBatch() private view {
        bytes32 place = keccak256(abi.encode(ID, 1));
        uint256 journey = uint256(vm.load(address(trace), place));
        vm.assertEq(bytes32(journey & ~uint256(0xffffffffff)), trace.headOf(ID), "1: journey");
        vm.assertEq((journey >> 16) & 0xffffff, 1, "1: seq");
        uint256 holding = uint256(vm.load(address(trace), bytes32(uint256(place) + 1)));
        vm.assertEq(address(uint160(holding)), producer, "1: holding");
        vm.assertEq(uint56(holding >> 160), QUANTITY, "1: quantity");
    }

    function load(bytes32 key, uint256 slot) private view returns (bytes32) {
        return vm.load(address(trace), keccak256(abi.encode(key, slot)));
    }
}
