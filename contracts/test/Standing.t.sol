// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITrace} from "../interfaces/ITrace.sol";
import {ITraceLines} from "../interfaces/ITraceLines.sol";
import {Capacity} from "../types/Capacity.sol";
import {Verdict} from "../types/Journey.sol";
import {Kind} from "../types/Kind.sol";
import {TraceTest} from "./support/TraceTest.t.sol";
import {vm} from "./support/Vm.t.sol";

/// @dev In which capacity somebody writes, by which roles, and who does not: the whole table, against rules that are
///      written down here a second time.
contract StandingTest is TraceTest {
    bytes32 private constant OTHER = keccak256("APPLE-0000-002");

    function setUp() public override {
        super.setUp();
        createBatch(CODE, false);
        createBatch("APPLE-0000-002", false);
    }

    /* THE TABLE */

    /// @dev Every kind, by somebody with every set of roles, as whatever the custodian made of it.
    function testFuzz_TheCapacityIsTheFirstThatApplies(uint8 held, uint256 kindBits, bool open, uint8 tie, bool inTerm) public {
        uint16 roles = held & 0x3f;
        uint16 kindRoles = uint16(kindBits & 0x3f) | ((kindBits >> 6) % 4 == 0 ? HOLDER : 0);
        if (kindBits % 3 == 0) kindRoles &= INSPECTOR | REGULATOR;
        Kind kind = Kind.wrap("grading");
        setKind(kind, kindRoles);
        for (uint256 bit = 1; bit < 64; bit <<= 1) if (roles & bit != 0) grant(bit, stranger);
        if (!inTerm) {
            setTerm(stranger, START - 1);
            roles = 0;
        }
        if (open) setOpen(ID, true);
        tie = tie % 5;
        if (tie == 1) setParty(producer, ID, stranger, true);
        if (tie == 2) setParty(producer, ALL, stranger, true);
        if (tie == 3) setAgent(producer, stranger, true);
        if (tie == 4) handOver(ID, stranger);
        (Capacity capacity, uint16 by) = expected(roles, kindRoles, open, tie);
        if (capacity == Capacity.None) refuse(unauthorized(stranger, kind), stranger, recordCall(ID, kind));
        else writes(stranger, ID, kind, capacity, by);
    }

    /// @dev The rules as the documentation has them.
    function expected(uint16 roles, uint16 kindRoles, bool open, uint8 tie) private pure returns (Capacity, uint16) {
        uint16 by = roles & kindRoles;
        if (kindRoles == 0) return (Capacity.None, 0); // closed to everybody
        if (roles & REGULATOR != 0) return (Capacity.Authority, by | REGULATOR);
        bool authoritiesAlone = kindRoles & ~uint256(INSPECTOR | REGULATOR) == 0;
        if (authoritiesAlone) return by != 0 ? (Capacity.Authority, by) : (Capacity.None, 0);
        if (by != 0 && open) return (Capacity.Role, by);
        if (tie >= 3) return (Capacity.Holder, by);
        if (by != 0 && tie != 0) return (Capacity.Party, by);
        return (Capacity.None, 0);
    }

    /* HOLDER */

    function test_TheHolderWritesEveryKindButThoseOfAuthorities() public {
        handOver(ID, stranger); // who has no role at all
        bytes32[9] memory kinds = [
            bytes32("harvest"),
            "transport",
            "processing",
            "packaging",
            "storage",
            "telemetry",
            "sale",
            "declaration",
            "commitment"
        ];
        for (uint256 i = 0; i < 9; ++i) writes(stranger, ID, Kind.wrap(kinds[i]), Capacity.Holder, 0);
        refuse(unauthorized(stranger, Kind.wrap("x")), stranger, recordCall(ID, Kind.wrap("x")));
        refuse(unauthorized(stranger, EVALUATION), stranger, recordCall(ID, EVALUATION));
        refuse(unauthorized(stranger, CERTIFICATE), stranger, recordCall(ID, CERTIFICATE));
        bytes memory call = abi.encodeCall(ITrace.inspect, (ID, Verdict.Pass, DIGEST));
        refuse(unauthorized(stranger, INSPECTION), stranger, call);
    }

    function test_TheHoldersOwnCertificateIsADeclarationAndNobodyElses() public {
        writes(producer, ID, DECLARATION, Capacity.Holder, 0);
        setOpen(ID, true);
        setParty(producer, ID, carrier, true);
        refuse(unauthorized(carrier, DECLARATION), carrier, recordCall(ID, DECLARATION));
        refuse(unauthorized(inspector, DECLARATION), inspector, recordCall(ID, DECLARATION));
        writes(regulator, ID, DECLARATION, Capacity.Authority, REGULATOR);
    }

    function test_AnAgentWritesAsTheHolderOnAllItsBatchesUntilItIsRemoved() public {
        refuse(unauthorized(stranger, HARVEST), stranger, recordCall(ID, HARVEST));
        setAgent(producer, stranger, true);
        writes(stranger, ID, HARVEST, Capacity.Holder, 0);
        writes(stranger, OTHER, TRANSPORT, Capacity.Holder, 0);
        setAgent(producer, stranger, false);
        refuse(unauthorized(stranger, HARVEST), stranger, recordCall(ID, HARVEST));
    }

    /* PARTY */

    function test_APartyOfOneBatchWritesKindsOfItsOwnRolesThereAlone() public {
        setParty(producer, ID, carrier, true);
        writes(carrier, ID, TRANSPORT, Capacity.Party, CARRIER);
        refuse(unauthorized(carrier, HARVEST), carrier, recordCall(ID, HARVEST));
        refuse(unauthorized(carrier, TRANSPORT), carrier, recordCall(OTHER, TRANSPORT));
        setParty(producer, ID, carrier, false);
        refuse(unauthorized(carrier, TRANSPORT), carrier, recordCall(ID, TRANSPORT));
    }

    function test_APartyOfAllBatchesWritesOnEach() public {
        setParty(producer, ALL, carrier, true);
        writes(carrier, ID, TRANSPORT, Capacity.Party, CARRIER);
        writes(carrier, OTHER, TRANSPORT, Capacity.Party, CARRIER);
        setParty(producer, ID, carrier, false); // which it was not admitted to by itself
        writes(carrier, ID, TRANSPORT, Capacity.Party, CARRIER);
        setParty(producer, ALL, carrier, false);
        refuse(unauthorized(carrier, TRANSPORT), carrier, recordCall(ID, TRANSPORT));
    }

    /// @dev The two are bits of one word: neither takes the other away.
    function test_PartyAndAgentAreIndependent() public {
        setParty(producer, ALL, carrier, true);
        setAgent(producer, carrier, true);
        writes(carrier, ID, TRANSPORT, Capacity.Holder, CARRIER);
        setAgent(producer, carrier, false);
        writes(carrier, ID, TRANSPORT, Capacity.Party, CARRIER);
        setAgent(producer, carrier, true);
        setParty(producer, ALL, carrier, false);
        writes(carrier, ID, TRANSPORT, Capacity.Holder, CARRIER);
        (bool isParty, bool isAgent) = trace.standingOf(ID, producer, carrier);
        vm.assertTrue(isAgent && !isParty, "as it was left");
    }

    /* AUTHORITY */

    function test_AuthoritiesWriteOnNamedBatchesToo() public {
        writes(inspector, ID, EVALUATION, Capacity.Authority, INSPECTOR);
        writes(inspector, ID, CERTIFICATE, Capacity.Authority, INSPECTOR);
        writes(regulator, ID, CERTIFICATE, Capacity.Authority, REGULATOR);
        writes(regulator, ID, EVALUATION, Capacity.Authority, REGULATOR);
        writes(regulator, ID, HARVEST, Capacity.Authority, REGULATOR);
        setKind(HARVEST, PRODUCER | INSPECTOR); // a kind that not only authorities write is none of theirs
        refuse(unauthorized(inspector, HARVEST), inspector, recordCall(ID, HARVEST));
        setOpen(ID, true);
        writes(inspector, ID, HARVEST, Capacity.Role, INSPECTOR);
    }

    /* ROLE */

    function test_AnybodyWithTheRoleWritesOnAnOpenBatchAlone() public {
        refuse(unauthorized(carrier, TRANSPORT), carrier, recordCall(ID, TRANSPORT));
        setOpen(ID, true);
        writes(carrier, ID, TRANSPORT, Capacity.Role, CARRIER);
        refuse(unauthorized(carrier, HARVEST), carrier, recordCall(ID, HARVEST));
        setOpen(ID, false);
        refuse(unauthorized(carrier, TRANSPORT), carrier, recordCall(ID, TRANSPORT));
    }

    /* TIME */

    function test_PartiesAndAgentsEndWithCustodyAndComeBackWithIt() public {
        setParty(producer, ID, carrier, true);
        setParty(producer, ALL, processor, true);
        setAgent(producer, stranger, true);
        handOver(ID, retailer);
        refuse(unauthorized(carrier, TRANSPORT), carrier, recordCall(ID, TRANSPORT));
        refuse(unauthorized(processor, HARVEST), processor, recordCall(ID, HARVEST));
        refuse(unauthorized(stranger, HARVEST), stranger, recordCall(ID, HARVEST));
        refuse(unauthorized(producer, HARVEST), producer, recordCall(ID, HARVEST));
        writes(stranger, OTHER, HARVEST, Capacity.Holder, 0); // of which custody did not move
        handOver(ID, producer);
        writes(carrier, ID, TRANSPORT, Capacity.Party, CARRIER);
        writes(processor, ID, Kind.wrap("processing"), Capacity.Party, PROCESSOR);
        writes(stranger, ID, HARVEST, Capacity.Holder, 0);
    }

    function test_RolesEndWithTheirTermAndGoOnWithANewOne() public {
        setOpen(ID, true);
        setTerm(carrier, START + 10);
        vm.warp(START + 10);
        writes(carrier, ID, TRANSPORT, Capacity.Role, CARRIER);
        vm.warp(START + 11);
        refuse(unauthorized(carrier, TRANSPORT), carrier, recordCall(ID, TRANSPORT));
        setTerm(carrier, 0);
        writes(carrier, ID, TRANSPORT, Capacity.Role, CARRIER);
        setTerm(producer, START + 11);
        vm.warp(START + 12);
        writes(producer, ID, HARVEST, Capacity.Holder, 0); // custody has no term
    }

    function test_TheAdminChangesWhoMayWriteAKind() public {
        setOpen(ID, true);
        setKind(HARVEST, CARRIER);
        vm.assertEq(trace.kindRole(HARVEST), CARRIER, "as set");
        vm.assertEq(trace.kindRole(TRANSPORT), CARRIER, "the built-in ones go on");
        writes(carrier, ID, HARVEST, Capacity.Role, CARRIER);
        refuse(unauthorized(processor, HARVEST), processor, recordCall(ID, HARVEST));
        writes(producer, ID, HARVEST, Capacity.Holder, 0);
        setKind(HARVEST, HOLDER);
        refuse(unauthorized(carrier, HARVEST), carrier, recordCall(ID, HARVEST));
        writes(producer, ID, HARVEST, Capacity.Holder, 0);
        setKind(HARVEST, 0);
        vm.assertEq(trace.kindRole(HARVEST), 0, "closed");
        refuse(unauthorized(producer, HARVEST), producer, recordCall(ID, HARVEST));
        refuse(unauthorized(regulator, HARVEST), regulator, recordCall(ID, HARVEST));
        setKind(HARVEST, INSPECTOR);
        refuse(unauthorized(producer, HARVEST), producer, recordCall(ID, HARVEST));
        writes(inspector, ID, HARVEST, Capacity.Authority, INSPECTOR);
    }

    /* HELPERS */

    function writes(address who, bytes32 id, Kind kind, Capacity capacity, uint16 roles) private {
        vm.expectEmit(address(trace));
        emit ITraceLines.Recorded(
            id, kind, who, DIGEST, nextLine(), nextSeq(id), uint40(block.timestamp), capacity, roles
        );
        record(who, id, kind);
    }
}
