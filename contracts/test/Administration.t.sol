// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {
    IAccessControlDefaultAdminRules
} from "@openzeppelin/contracts/access/extensions/IAccessControlDefaultAdminRules.sol";

import {Trace} from "../Trace.sol";
import {ITrace} from "../interfaces/ITrace.sol";
import {ITraceErrors} from "../interfaces/ITraceErrors.sol";
import {ITraceExtension} from "../interfaces/ITraceExtension.sol";
import {ITraceLines} from "../interfaces/ITraceLines.sol";
import {Kind} from "../types/Kind.sol";
import {TraceTest} from "./support/TraceTest.t.sol";
import {Vm, bound, vm} from "./support/Vm.t.sol";

/// @dev Roles, terms, the default admin's rules, kinds, the pause and the end: each change is a line.
contract AdministrationTest is TraceTest {
    /* ROLES */

    function test_ADeploymentBeginsWithTwoLines() public {
        vm.getRecordedLogs();
        Trace other = deploy();
        Vm.Log[] memory logs = vm.getRecordedLogs();
        uint256 lines;
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] != ITraceLines.RolesSet.selector) continue;
            vm.assertEq(wordOf(logs[i], 0), ++lines, "number");
            vm.assertEq(wordOf(logs[i], 2), lines == 1 ? ADMIN : REGISTRAR, "first the admin, then the registrar");
            vm.assertEq(logs[i].topics[2], bytes32(uint256(uint160(address(this)))), "by the deployer");
        }
        (, uint40 count,) = other.state();
        vm.assertEq(count, 2, "lines");
        vm.assertEq(other.predecessor(), address(0), "predecessor");
        vm.assertEq(other.defaultAdminDelay(), 3 days, "three days");
        Trace next = new Trace(admin, registrar, address(other));
        vm.assertEq(next.predecessor(), address(other), "predecessor");
    }

    /// @dev In whatever order roles are given and taken away, the account's word is what AccessControl says.
    function testFuzz_EachChangeOfRolesIsALineAndTheWordMirrorsIt(uint256 seed) public {
        uint16 held;
        for (uint256 i = 0; i < 10; ++i) {
            uint256 random = uint256(keccak256(abi.encode(seed, i)));
            uint16 bit = uint16(1 << (random >> 8) % 7);
            bool gives = random % 3 != 0;
            bool changes = gives == (held & bit == 0);
            held = gives ? held | bit : held & ~bit;
            uint40 line = nextLine();
            address by = bit >= REGULATOR ? admin : random % 3 == 1 && !gives ? stranger : registrar;
            if (changes) {
                vm.expectEmit(address(trace));
                emit ITraceLines.RolesSet(stranger, by, line, START, held, 0);
            }
            if (gives) grant(bit, stranger);
            else revoke(bit, stranger);
            vm.assertEq(nextLine(), changes ? line + 1 : line, "a line for a change");
            vm.assertEq(trace.accountOf(stranger).roles, held, "the word");
            for (uint256 b = 1; b < 128; b <<= 1) {
                vm.assertEq(trace.hasRole(roleOf(b), stranger), held & b != 0, "hasRole");
            }
        }
    }

    function test_AnAccountRenouncesItsRole() public {
        vm.expectEmit(address(trace));
        emit ITraceLines.RolesSet(producer, producer, nextLine(), START, 0, 0);
        act(producer, abi.encodeCall(trace.renounceRole, (roleOf(PRODUCER), producer)));
        vm.assertFalse(trace.hasRole(roleOf(PRODUCER), producer), "none");
    }

    function test_TheIndexIsTheLineOfTheFirstRoleAndStays() public {
        uint40 line = nextLine();
        grant(PRODUCER, stranger);
        vm.assertEq(trace.accountOf(stranger).index, line, "the line's number");
        revoke(PRODUCER, stranger);
        grant(CARRIER, stranger);
        vm.assertEq(trace.accountOf(stranger).index, line, "for good");
    }

    function testFuzz_WhoGrantsWhat(uint8 number) public {
        uint256 bit = 1 << (number % 7);
        bytes32 role = roleOf(bit);
        bool high = bit >= REGULATOR;
        bytes32 needed = high ? bytes32(0) : roleOf(REGISTRAR);
        vm.assertEq(trace.getRoleAdmin(role), needed, "who grants it");
        address[4] memory others = [producer, regulator, stranger, high ? registrar : admin];
        for (uint256 i = 0; i < 4; ++i) {
            bytes memory reason = abi.encodeWithSelector(
                IAccessControl.AccessControlUnauthorizedAccount.selector, others[i], needed
            );
            refuse(reason, others[i], abi.encodeCall(trace.grantRole, (role, others[i])));
            refuse(reason, others[i], abi.encodeCall(trace.revokeRole, (role, producer)));
        }
    }

    function test_TheContractItselfHoldsNoRole() public {
        bytes memory reason = only(ITraceErrors.InvalidAccount.selector, address(trace));
        refuse(reason, registrar, abi.encodeCall(trace.grantRole, (roleOf(PRODUCER), address(trace))));
        refuse(reason, admin, abi.encodeCall(trace.grantRole, (roleOf(REGULATOR), address(trace))));
        refuse(reason, admin, abi.encodeCall(trace.beginDefaultAdminTransfer, (address(trace))));
    }

    /// @dev A role that this contract does not know is nobody's, whoever grants it.
    function test_AnUnknownRoleIsNobodys() public {
        bytes32 role = keccak256("UNKNOWN_ROLE");
        act(admin, abi.encodeCall(trace.grantRole, (role, stranger)));
        vm.assertFalse(trace.hasRole(role, stranger), "nobody's");
        vm.assertEq(trace.accountOf(stranger).roles, 0, "no bit");
    }

    /* TERMS */

    function testFuzz_ATermIsALineAndEndsRoles(uint40 until, uint40 time) public {
        time = uint40(bound(time, START, type(uint40).max));
        vm.expectEmit(address(trace));
        emit ITraceLines.RolesSet(producer, registrar, nextLine(), START, PRODUCER, until);
        setTerm(producer, until);
        vm.assertEq(trace.accountOf(producer).validUntil, until, "the word");
        vm.warp(time);
        bool holds = until == 0 || time <= until;
        vm.assertEq(trace.hasRole(roleOf(PRODUCER), producer), holds, "hasRole");
        vm.assertEq(trace.accountOf(producer).roles, PRODUCER, "the word keeps them");
    }

    function test_AnExpiredRoleIsRevokedRenouncedAndGrantedAgain() public {
        grant(CARRIER, producer);
        setTerm(producer, START);
        vm.warp(START + 1);
        ITrace.AccountView memory before = trace.accountOf(producer);
        vm.expectEmit(address(trace));
        emit ITraceLines.RolesSet(producer, registrar, nextLine(), START + 1, CARRIER, START);
        revoke(PRODUCER, producer);
        before.roles = CARRIER;
        vm.assertEq(keccak256(abi.encode(trace.accountOf(producer))), keccak256(abi.encode(before)), "nothing else");
        act(producer, abi.encodeCall(trace.renounceRole, (roleOf(CARRIER), producer)));
        setTerm(producer, 0);
        vm.assertFalse(trace.hasRole(roleOf(PRODUCER), producer), "it does not come back");
        vm.assertFalse(trace.hasRole(roleOf(CARRIER), producer), "nor does the other");
        setTerm(carrier, START);
        grant(CARRIER, carrier);
        vm.assertFalse(trace.hasRole(roleOf(CARRIER), carrier), "the term stands until it is set anew");
        setTerm(carrier, 0);
        vm.assertTrue(trace.hasRole(roleOf(CARRIER), carrier), "and so");
    }

    function test_TheTermOfHighRolesIsTheAdminsToSet() public {
        address[3] memory high = [regulator, registrar, admin];
        for (uint256 i = 0; i < 3; ++i) {
            bytes memory call = abi.encodeCall(ITraceExtension.setTerm, (high[i], START));
            refuse(only(ITraceErrors.NotRegistrar.selector, registrar), registrar, call);
            act(admin, call);
        }
        vm.warp(START + 1);
        vm.assertTrue(trace.hasRole(0, admin), "the default admin's has no end");
        bytes memory plain = abi.encodeCall(ITraceExtension.setTerm, (producer, START));
        refuse(only(ITraceErrors.NotRegistrar.selector, registrar), registrar, plain);
        refuse(only(ITraceErrors.NotRegistrar.selector, admin), admin, plain);
        refuse(only(ITraceErrors.NotRegistrar.selector, stranger), stranger, plain);
        bytes memory reason = abi.encodeWithSelector(
            IAccessControl.AccessControlUnauthorizedAccount.selector, registrar, roleOf(REGISTRAR)
        );
        refuse(reason, registrar, abi.encodeCall(trace.grantRole, (roleOf(PRODUCER), stranger)));
    }

    /* THE DEFAULT ADMIN */

    function test_TheTransferOfTheAdminsRightsIsLinesFromBeginToEnd() public {
        uint48 from = uint48(START) + 3 days;
        vm.expectEmit(address(trace));
        emit ITraceLines.AdminTransferSet(stranger, admin, nextLine(), START, from);
        act(admin, abi.encodeCall(trace.beginDefaultAdminTransfer, (stranger)));
        bytes memory reason = abi.encodeWithSelector(
            IAccessControlDefaultAdminRules.AccessControlEnforcedDefaultAdminDelay.selector, from
        );
        vm.warp(from);
        refuse(reason, stranger, abi.encodeCall(trace.acceptDefaultAdminTransfer, ()));
        vm.warp(from + 1);
        uint40 line = nextLine();
        vm.expectEmit(address(trace));
        emit ITraceLines.RolesSet(admin, stranger, line, uint40(from) + 1, 0, 0);
        vm.expectEmit(address(trace));
        emit ITraceLines.RolesSet(stranger, stranger, line + 1, uint40(from) + 1, ADMIN, 0);
        act(stranger, abi.encodeCall(trace.acceptDefaultAdminTransfer, ()));
        vm.assertEq(trace.defaultAdmin(), stranger, "the new admin");
        refuse(only(ITraceErrors.NotAdmin.selector, admin), admin, abi.encodeCall(ITraceExtension.setPaused, (true)));
        act(stranger, abi.encodeCall(ITraceExtension.setPaused, (true)));
    }

    function test_ATransferIsCalledOff() public {
        act(admin, abi.encodeCall(trace.beginDefaultAdminTransfer, (stranger)));
        vm.expectEmit(address(trace));
        emit ITraceLines.AdminTransferSet(address(0), admin, nextLine(), START, 0);
        act(admin, abi.encodeCall(trace.cancelDefaultAdminTransfer, ()));
        vm.warp(START + 4 days);
        bytes memory reason =
            only(IAccessControlDefaultAdminRules.AccessControlInvalidDefaultAdmin.selector, stranger);
        refuse(reason, stranger, abi.encodeCall(trace.acceptDefaultAdminTransfer, ()));
    }

    function test_TheAdminsRightsAreGivenUpAsALine() public {
        act(admin, abi.encodeCall(trace.beginDefaultAdminTransfer, (address(0))));
        vm.warp(START + 3 days + 1);
        vm.expectEmit(address(trace));
        emit ITraceLines.RolesSet(admin, admin, nextLine(), START + 3 days + 1, 0, 0);
        act(admin, abi.encodeCall(trace.renounceRole, (bytes32(0), admin)));
        vm.assertEq(trace.defaultAdmin(), address(0), "nobody");
    }

    function test_TheDelayIsChangedAndRolledBackAsLines() public {
        uint48 from = uint48(START) + 5 days; // a longer one applies after at most five days
        vm.expectEmit(address(trace));
        emit ITraceLines.AdminDelaySet(admin, nextLine(), START, 10 days, from);
        act(admin, abi.encodeCall(trace.changeDefaultAdminDelay, (10 days)));
        vm.expectEmit(address(trace));
        emit ITraceLines.AdminDelaySet(admin, nextLine(), START, 0, 0);
        act(admin, abi.encodeCall(trace.rollbackDefaultAdminDelay, ()));
        vm.warp(from + 1);
        vm.assertEq(trace.defaultAdminDelay(), 3 days, "as before");
    }

    function test_OnlyTheAdminHandsItsRightsOn() public {
        bytes memory reason = abi.encodeWithSelector(
            IAccessControl.AccessControlUnauthorizedAccount.selector, registrar, bytes32(0)
        );
        refuse(reason, registrar, abi.encodeCall(trace.beginDefaultAdminTransfer, (registrar)));
        refuse(reason, registrar, abi.encodeCall(trace.cancelDefaultAdminTransfer, ()));
        refuse(reason, registrar, abi.encodeCall(trace.changeDefaultAdminDelay, (1)));
        refuse(reason, registrar, abi.encodeCall(trace.rollbackDefaultAdminDelay, ()));
    }

    /* KINDS */

    function testFuzz_AKindsRolesAreSetByALine(uint256 seed, uint16 roles) public {
        roles &= 0x13f;
        Kind kind = Kind.wrap(bytes32(bytes(textOf(seed, bound(seed, 1, 32)))));
        vm.expectEmit(address(trace));
        emit ITraceLines.KindSet(kind, admin, nextLine(), START, roles);
        setKind(kind, roles);
        vm.assertEq(trace.kindRole(kind), roles, "as set");
        vm.assertEq(trace.kindRole(HARVEST), PRODUCER, "no other");
    }

    function test_KindsThatAreNoneAndSetsThatAreNoneAreRefused() public {
        bytes32[4] memory kinds = [bytes32(0), "two words", "recall", "split"];
        for (uint256 i = 0; i < 4; ++i) {
            bytes memory reason = abi.encodeWithSelector(ITraceErrors.InvalidKind.selector, kinds[i]);
            refuse(reason, admin, abi.encodeCall(ITraceExtension.setKindRole, (Kind.wrap(kinds[i]), 1)));
        }
        uint256[4] memory sets = [uint256(64), 128, 512, 1 << 255];
        for (uint256 i = 0; i < 4; ++i) {
            bytes memory reason = abi.encodeWithSelector(ITraceErrors.InvalidRoles.selector, sets[i]);
            refuse(reason, admin, abi.encodeCall(ITraceExtension.setKindRole, (HARVEST, sets[i])));
        }
    }

    /* PAUSE AND END */

    function test_ThePauseIsALineAndIsLiftedByOne() public {
        vm.expectEmit(address(trace));
        emit ITraceLines.PauseSet(admin, nextLine(), START, true);
        pause();
        (,, bool paused) = trace.state();
        vm.assertTrue(paused, "paused");
        vm.expectEmit(address(trace));
        emit ITraceLines.PauseSet(admin, nextLine(), START, false);
        act(admin, abi.encodeCall(ITraceExtension.setPaused, (false)));
        (,, paused) = trace.state();
        vm.assertFalse(paused, "not paused");
    }

    function test_AdministrationGoesOnWhilePaused() public {
        pause();
        grant(PRODUCER, stranger);
        setTerm(stranger, 0);
        setKind(HARVEST, 0);
        setAgent(producer, stranger, true);
        setParty(producer, ALL, stranger, true);
        move(producer, stranger);
        act(registrar, abi.encodeCall(ITraceExtension.setNamespace, ("FIRM", producer)));
        act(producer, abi.encodeCall(ITrace.describeAccount, (producer, DIGEST)));
        act(producer, abi.encodeCall(ITraceExtension.voidNonce, (0)));
        act(admin, abi.encodeCall(trace.beginDefaultAdminTransfer, (stranger)));
        retire();
    }

    function test_TheEndIsAnnouncedOnceWithThreeDaysNotice() public {
        uint40 from = START + 3 days;
        vm.expectEmit(address(trace));
        emit ITraceLines.Retired(address(0xbeef), admin, nextLine(), START, from);
        act(admin, abi.encodeCall(ITraceExtension.retire, (address(0xbeef))));
        (address successor, uint40 when) = trace.retirement();
        vm.assertEq(successor, address(0xbeef), "successor");
        vm.assertEq(when, from, "from");
        bytes memory again = abi.encodeCall(ITraceExtension.retire, (stranger));
        refuse(only(ITraceErrors.ContractRetired.selector, address(0xbeef)), admin, again);
        createBatch(); // until then all goes on
        vm.warp(from);
        record(producer, ID, HARVEST); // and what is neither a beginning nor a hand-over goes on after it
        act(producer, abi.encodeCall(ITraceExtension.withdraw, (ID, DIGEST)));
    }

    function test_NobodyAndTheContractItselfAreNoSuccessors() public {
        address[2] memory bad = [address(0), address(trace)];
        for (uint256 i = 0; i < 2; ++i) {
            bytes memory call = abi.encodeCall(ITraceExtension.retire, (bad[i]));
            refuse(only(ITraceErrors.InvalidAccount.selector, bad[i]), admin, call);
        }
    }

    function test_AdministrationIsTheAdminsAlone() public {
        address[3] memory others = [registrar, regulator, stranger];
        for (uint256 i = 0; i < 3; ++i) {
            bytes memory reason = only(ITraceErrors.NotAdmin.selector, others[i]);
            refuse(reason, others[i], abi.encodeCall(ITraceExtension.setKindRole, (HARVEST, 63)));
            refuse(reason, others[i], abi.encodeCall(ITraceExtension.setPaused, (true)));
            refuse(reason, others[i], abi.encodeCall(ITraceExtension.retire, (stranger)));
        }
    }
}
