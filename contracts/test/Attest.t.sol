// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITrace} from "../interfaces/ITrace.sol";
import {ITraceErrors} from "../interfaces/ITraceErrors.sol";
import {ITraceExtension} from "../interfaces/ITraceExtension.sol";
import {ITraceLines} from "../interfaces/ITraceLines.sol";
import {Capacity} from "../types/Capacity.sol";
import {Verdict} from "../types/Journey.sol";
import {Kind} from "../types/Kind.sol";
import {TraceTest} from "./support/TraceTest.t.sol";
import {Vm, bound, vm} from "./support/Vm.t.sol";

/// @dev What attestations write, move and refuse. Who may write them: `Standing.t.sol`.
contract AttestTest is TraceTest {
    function setUp() public override {
        super.setUp();
        createBatch();
    }

    /* RECORD */

    function testFuzz_RecordWritesALineAndMovesNothingElse(bytes32 digest, uint40 later) public {
        vm.assume(digest != 0);
        vm.warp(bound(later, START, type(uint40).max));
        ITrace.BatchView memory before = trace.batchOf(ID);
        vm.expectEmit(address(trace));
        emit ITraceLines.Recorded(
            ID, HARVEST, producer, digest, nextLine(), 2, uint40(block.timestamp), Capacity.Role, PRODUCER
        );
        act(producer, abi.encodeCall(ITrace.record, (ID, HARVEST, digest)));
        ITrace.BatchView memory now_ = trace.batchOf(ID);
        (before.seq, before.head) = (now_.seq, now_.head);
        vm.assertEq(keccak256(abi.encode(now_)), keccak256(abi.encode(before)), "nothing else moved");
    }

    function testFuzz_TheLinesRolesAreThoseThatMayWriteIt(uint8 held, uint8 may) public {
        (uint16 roles, uint16 set) = (uint16(bound(held, 1, 31)), uint16(bound(may, 1, 31)));
        vm.assume(roles & set != 0 && set & ~uint256(INSPECTOR) != 0);
        setKind(HARVEST, set);
        for (uint256 bit = 1; bit < 32; bit <<= 1) if (roles & bit != 0) grant(bit, stranger);
        vm.expectEmit(address(trace));
        emit ITraceLines.Recorded(ID, HARVEST, stranger, DIGEST, nextLine(), 2, START, Capacity.Role, roles & set);
        record(stranger, ID, HARVEST);
    }

    function test_RecordRefusesWhatIsNone() public {
        refuse(only(ITraceErrors.InvalidDigest.selector), producer, abi.encodeCall(ITrace.record, (ID, HARVEST, 0)));
        refuse(unknown(DIGEST), producer, recordCall(DIGEST, HARVEST));
        bytes memory reserved = abi.encodeWithSelector(ITraceErrors.ReservedKind.selector, CREATION);
        refuse(reserved, producer, recordCall(ID, CREATION));
        reserved = abi.encodeWithSelector(ITraceErrors.ReservedKind.selector, INSPECTION);
        refuse(reserved, inspector, recordCall(ID, INSPECTION));
        refuse(reserved, inspector, abi.encodeCall(ITraceExtension.recordSeries, (ID, INSPECTION, digests(2))));
    }

    function testFuzz_AKindThatNobodyOpenedIsNobodys(bytes32 text) public {
        vm.assume(Kind.wrap(text).builtInRoles() == 0);
        refuse(unauthorized(producer, Kind.wrap(text)), producer, recordCall(ID, Kind.wrap(text)));
        refuse(unauthorized(regulator, Kind.wrap(text)), regulator, recordCall(ID, Kind.wrap(text)));
    }

    function test_AWithdrawnBatchTakesNoAttestationAndARecalledOneDoes() public {
        act(producer, abi.encodeCall(ITrace.recall, (ID, DIGEST)));
        record(producer, ID, HARVEST);
        act(inspector, abi.encodeCall(ITrace.inspect, (ID, Verdict.Fail, DIGEST)));
        act(producer, abi.encodeCall(ITraceExtension.withdraw, (ID, DIGEST)));
        uint256 flags = WITHDRAWN | BY_HOLDER;
        refuse(notActive(ID, flags), producer, recordCall(ID, HARVEST));
        refuse(notActive(ID, flags), inspector, abi.encodeCall(ITrace.inspect, (ID, Verdict.Pass, DIGEST)));
        refuse(notActive(ID, flags), producer, abi.encodeCall(ITraceExtension.recordSeries, (ID, HARVEST, digests(1))));
        refuse(notActive(ID, flags), producer, abi.encodeCall(ITraceExtension.anchor, (ID, DIGEST, 1, DIGEST)));
        refuse(notActive(ID, flags), producer, abi.encodeCall(ITraceExtension.amend, (ID, 1, 0, DIGEST)));
    }

    /* INSPECT */

    function testFuzz_InspectWritesAndSetsTheVerdict(bool pass, bool high) public {
        Verdict verdict = pass ? Verdict.Pass : Verdict.Fail;
        address who = high ? regulator : inspector;
        vm.expectEmit(address(trace));
        emit ITraceLines.Inspected(
            ID, who, DIGEST, nextLine(), 2, START, Capacity.Authority, high ? REGULATOR : INSPECTOR, verdict
        );
        act(who, abi.encodeCall(ITrace.inspect, (ID, verdict, DIGEST)));
        vm.assertTrue(trace.batchOf(ID).verdict == verdict, "verdict");
        vm.assertEq(trace.batchOf(ID).rank, high ? 2 : 1, "rank");
    }

    /// @dev Against a model that says it in one line.
    function testFuzz_AVerdictStandsUntilOneOfNoLowerRankIsGiven(uint256 seed) public {
        uint256 verdict;
        uint256 rank;
        grant(INSPECTOR, regulator); // whoever is both inspects as what is higher
        for (uint256 i = 0; i < 8; ++i) {
            uint256 author = 1 + ((seed >> (2 * i)) & 1);
            uint256 given = 1 + ((seed >> (2 * i + 1)) & 1);
            act(author == 2 ? regulator : inspector, abi.encodeCall(ITrace.inspect, (ID, Verdict(given), DIGEST)));
            if (author >= rank) (verdict, rank) = (given, author);
            vm.assertEq(uint256(trace.batchOf(ID).verdict), verdict, "verdict");
            vm.assertEq(trace.batchOf(ID).rank, rank, "rank");
        }
    }

    function test_InspectRefusesWhatIsNone() public {
        bytes memory call = abi.encodeCall(ITrace.inspect, (ID, Verdict.None, DIGEST));
        refuse(only(ITraceErrors.InvalidVerdict.selector), inspector, call);
        call = abi.encodeCall(ITrace.inspect, (ID, Verdict.Pass, 0));
        refuse(only(ITraceErrors.InvalidDigest.selector), inspector, call);
        refuse(unknown(DIGEST), inspector, abi.encodeCall(ITrace.inspect, (DIGEST, Verdict.Pass, DIGEST)));
        refuse(unauthorized(producer, INSPECTION), producer, abi.encodeCall(ITrace.inspect, (ID, Verdict.Pass, DIGEST)));
    }

    /* SERIES */

    function testFuzz_ASeriesIsOneLine(uint8 count) public {
        bytes32[] memory many = digests(1 + uint256(count));
        bytes32 digest = sha256(abi.encodePacked(many));
        vm.expectEmit(address(trace));
        emit ITraceLines.SeriesRecorded(
            ID, TELEMETRY, producer, digest, nextLine(), 2, START, Capacity.Role, PRODUCER, many
        );
        Vm.Log[] memory logs =
            act(producer, abi.encodeCall(ITraceExtension.recordSeries, (ID, TELEMETRY, many)));
        vm.assertEq(logs.length, 1, "one log");
    }

    function test_ASeriesRefusesNoneTooManyAndEmptyDigests() public {
        bytes memory call = abi.encodeCall(ITraceExtension.recordSeries, (ID, HARVEST, digests(0)));
        refuse(badLength(0, 256), producer, call);
        call = abi.encodeCall(ITraceExtension.recordSeries, (ID, HARVEST, digests(257)));
        refuse(badLength(257, 256), producer, call);
        bytes32[] memory many = digests(3);
        many[2] = 0;
        call = abi.encodeCall(ITraceExtension.recordSeries, (ID, HARVEST, many));
        refuse(only(ITraceErrors.InvalidDigest.selector), producer, call);
    }

    /* ANCHOR */

    function testFuzz_AnchorWritesTelemetry(bytes32 root, uint32 count) public {
        vm.assume(root != 0 && count != 0);
        vm.expectEmit(address(trace));
        emit ITraceLines.Anchored(
            ID, carrier, DIGEST, nextLine(), 2, START, Capacity.Role, CARRIER, root, count
        );
        act(carrier, abi.encodeCall(ITraceExtension.anchor, (ID, root, count, DIGEST)));
    }

    function test_AnchorRefusesNoTreeAndNoReadings() public {
        bytes memory reason = only(ITraceErrors.InvalidRoot.selector);
        refuse(reason, producer, abi.encodeCall(ITraceExtension.anchor, (ID, 0, 1, DIGEST)));
        refuse(reason, producer, abi.encodeCall(ITraceExtension.anchor, (ID, DIGEST, 0, DIGEST)));
        bytes memory call = abi.encodeCall(ITraceExtension.anchor, (ID, DIGEST, 1, 0));
        refuse(only(ITraceErrors.InvalidDigest.selector), producer, call);
        refuse(unauthorized(retailer, TELEMETRY), retailer, abi.encodeCall(ITraceExtension.anchor, (ID, DIGEST, 1, DIGEST)));
    }

    /* AMEND */

    function testFuzz_AmendNamesALineAndADigestOfIt(uint24 amended, uint16 index) public {
        record(producer, ID, HARVEST);
        amended = uint24(bound(amended, 1, 2));
        vm.expectEmit(address(trace));
        emit ITraceLines.Amended(
            ID, producer, DIGEST, nextLine(), 3, START, Capacity.Role, PRODUCER, amended, index
        );
        act(producer, abi.encodeCall(ITraceExtension.amend, (ID, amended, index, DIGEST)));
    }

    function testFuzz_AmendRefusesLinesThatAreNotThere(uint24 amended) public {
        amended = amended % 4 == 0 ? 0 : uint24(bound(amended, 2, type(uint24).max));
        bytes memory reason = abi.encodeWithSelector(ITraceErrors.UnknownLine.selector, ID, amended);
        refuse(reason, producer, abi.encodeCall(ITraceExtension.amend, (ID, amended, 0, DIGEST)));
    }

    function test_AmendIsForWhoMayWriteOnTheBatch() public {
        bytes memory call = abi.encodeCall(ITraceExtension.amend, (ID, 1, 0, DIGEST));
        refuse(unauthorized(stranger, AMENDMENT), stranger, call);
        expectAmended(inspector, Capacity.Authority, INSPECTOR);
        act(inspector, call);
        expectAmended(regulator, Capacity.Authority, REGULATOR);
        act(regulator, call);
        setOpen(ID, false);
        refuse(unauthorized(carrier, AMENDMENT), carrier, call);
        setParty(producer, ID, carrier, true);
        expectAmended(carrier, Capacity.Party, CARRIER);
        act(carrier, call);
        expectAmended(inspector, Capacity.Authority, INSPECTOR);
        act(inspector, call);
        refuse(only(ITraceErrors.InvalidDigest.selector), producer, abi.encodeCall(ITraceExtension.amend, (ID, 1, 0, 0)));
        refuse(unknown(DIGEST), producer, abi.encodeCall(ITraceExtension.amend, (DIGEST, 1, 0, DIGEST)));
        act(producer, abi.encodeCall(ITrace.recall, (ID, DIGEST)));
        refuse(notActive(ID, BY_HOLDER), producer, call);
    }

    function expectAmended(address who, Capacity capacity, uint16 roles) private {
        vm.expectEmit(address(trace));
        emit ITraceLines.Amended(ID, who, DIGEST, nextLine(), nextSeq(ID), START, capacity, roles, 1, 0);
    }

    /* PAUSE */

    function test_NothingIsAttestedWhenPaused() public {
        pause();
        bytes memory reason = only(ITraceErrors.EnforcedPause.selector);
        refuse(reason, producer, recordCall(ID, HARVEST));
        refuse(reason, inspector, abi.encodeCall(ITrace.inspect, (ID, Verdict.Pass, DIGEST)));
        refuse(reason, producer, abi.encodeCall(ITraceExtension.recordSeries, (ID, HARVEST, digests(1))));
        refuse(reason, producer, abi.encodeCall(ITraceExtension.anchor, (ID, DIGEST, 1, DIGEST)));
        refuse(reason, producer, abi.encodeCall(ITraceExtension.amend, (ID, 1, 0, DIGEST)));
        act(admin, abi.encodeCall(ITraceExtension.setPaused, (false)));
        record(producer, ID, HARVEST);
    }

    function digests(uint256 count) private pure returns (bytes32[] memory many) {
        many = new bytes32[](count);
        for (uint256 i = 0; i < count; ++i) many[i] = keccak256(abi.encode("digest", i));
    }
}
