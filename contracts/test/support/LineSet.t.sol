// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITraceLines} from "../../interfaces/ITraceLines.sol";
import {Vm, vm} from "./Vm.t.sol";

/// @dev Which events are lines, which of them are of a batch, and what a log says.
abstract contract LineSet {
    function isLine(bytes32 selector) internal pure returns (bool) {
        return isOfBatch(selector) || isOfAdministration(selector);
    }

    function isOfBatch(bytes32 selector) internal pure returns (bool) {
        return selector == ITraceLines.Created.selector || selector == ITraceLines.Recorded.selector
            || selector == ITraceLines.SeriesRecorded.selector || selector == ITraceLines.Inspected.selector
            || selector == ITraceLines.Amended.selector || selector == ITraceLines.Anchored.selector
            || selector == ITraceLines.Recalled.selector || selector == ITraceLines.Lifted.selector
            || selector == ITraceLines.Withdrawn.selector || selector == ITraceLines.Consumed.selector
            || selector == ITraceLines.OpenSet.selector || selector == ITraceLines.CustodyOffered.selector
            || selector == ITraceLines.CustodyAccepted.selector || selector == ITraceLines.CustodyRefused.selector
            || selector == ITraceLines.OfferCancelled.selector || selector == ITraceLines.Split.selector
            || selector == ITraceLines.SplitOff.selector || selector == ITraceLines.Transformed.selector
            || selector == ITraceLines.Produced.selector;
    }

    function isOfAdministration(bytes32 selector) internal pure returns (bool) {
        return selector == ITraceLines.RolesSet.selector || selector == ITraceLines.AdminTransferSet.selector
            || selector == ITraceLines.AdminDelaySet.selector || selector == ITraceLines.KindSet.selector
            || selector == ITraceLines.PauseSet.selector || selector == ITraceLines.AccountDescribed.selector
            || selector == ITraceLines.PartySet.selector || selector == ITraceLines.AgentSet.selector
            || selector == ITraceLines.NamespaceSet.selector || selector == ITraceLines.AccountMoved.selector
            || selector == ITraceLines.NonceVoided.selector || selector == ITraceLines.Retired.selector;
    }

    /// @dev Of a log's data, one word.
    function wordOf(Vm.Log memory log, uint256 place) internal pure returns (uint256 word) {
        bytes memory data = log.data;
        vm.assertTrue(data.length >= 32 * (place + 1), "a word of data");
        assembly ("memory-safe") {
            word := mload(add(add(data, 0x20), shl(5, place)))
        }
    }

    /// @dev How many of the logs are of an event.
    function countOf(Vm.Log[] memory logs, bytes32 selector) internal pure returns (uint256 count) {
        for (uint256 i = 0; i < logs.length; ++i) if (logs[i].topics[0] == selector) ++count;
    }
}
