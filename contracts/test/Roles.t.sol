// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {
    IAccessControlDefaultAdminRules
} from "@openzeppelin/contracts/access/extensions/IAccessControlDefaultAdminRules.sol";

import {ITrace} from "../ITrace.sol";
import {Trace} from "../Trace.sol";
import {Kind} from "../types/Kind.sol";
import {TraceTest} from "./support/TraceTest.t.sol";
import {bound, vm} from "./support/Vm.t.sol";

contract RolesTest is TraceTest {
    bytes32 private constant REGISTRAR_ROLE = keccak256("REGISTRAR_ROLE");

    /* ROLES */

    function testFuzz_RolesOfIsWhatHasRoleSays(uint256 acts, uint8 count) public {
        uint256 current;
        uint256 ever;
        for (uint256 i = 0; i < count % 32; ++i) {
            uint256 act = uint256(keccak256(abi.encode(acts, i)));
            uint256 bit = (act >> 8) % 6;
            if (act % 3 == 0) {
                grant(roles()[bit], stranger);
                current |= 1 << bit;
                ever |= 1 << bit;
            } else {
                current &= ~(1 << bit);
                address who = act % 3 == 1 ? registrar : stranger;
                bytes32 role = roles()[bit];
                vm.prank(who);
                if (who == registrar) trace.revokeRole(role, stranger);
                else trace.renounceRole(role, stranger);
            }
            assertRoles(stranger, current, ever);
        }
    }

    function testFuzz_OneAccountsRolesAreNotAnothers(address account, uint8 bit) public {
        vm.assume(account != holder(bit % 6));
        grant(roles()[bit % 6], account);
        for (uint256 i = 0; i < 6; ++i) {
            if (holder(i) != account) assertRoles(holder(i), 1 << i, 1 << i);
        }
    }

    function testFuzz_OnlyARegistrarGrantsAndRevokes(address caller, uint8 bit) public {
        vm.assume(caller != registrar);
        bytes32 role = roles()[bit % 6];
        address held = holder(bit % 6);
        bytes memory reason =
            abi.encodeWithSelector(IAccessControl.AccessControlUnauthorizedAccount.selector, caller, REGISTRAR_ROLE);
        vm.expectRevert(reason);
        vm.prank(caller);
        trace.grantRole(role, caller);
        vm.expectRevert(reason);
        vm.prank(caller);
        trace.revokeRole(role, held);
        assertRoles(held, 1 << (bit % 6), 1 << (bit % 6));
    }

    function test_TheAdminMakesAndUnmakesRegistrars() public {
        vm.prank(admin);
        trace.grantRole(REGISTRAR_ROLE, stranger);
        bytes32 role = roles()[0];
        vm.prank(stranger);
        trace.grantRole(role, stranger);
        vm.prank(admin);
        trace.revokeRole(REGISTRAR_ROLE, stranger);
        expectMissing(stranger, REGISTRAR_ROLE);
        vm.prank(stranger);
        trace.revokeRole(role, stranger);
        assertRoles(stranger, PRODUCER, PRODUCER);
    }

    function test_TheAdminAndTheRegistrarHoldNoBusinessRole() public {
        assertRoles(admin, 0, 0);
        assertRoles(registrar, 0, 0);
        for (uint256 i = 0; i < 2; ++i) {
            address who = i == 0 ? admin : registrar;
            expectUnauthorized(who, CREATION);
            vm.prank(who);
            trace.create(CODE, KGM, QUANTITY, DIGEST);
        }
    }

    function test_TheAdminIsHandedOverInTwoStepsWithThreeDaysBetween() public {
        vm.prank(admin);
        trace.beginDefaultAdminTransfer(stranger);
        uint48 schedule = uint48(block.timestamp + 3 days);
        vm.warp(schedule);
        vm.expectRevert(
            abi.encodeWithSelector(
                IAccessControlDefaultAdminRules.AccessControlEnforcedDefaultAdminDelay.selector, schedule
            )
        );
        vm.prank(stranger);
        trace.acceptDefaultAdminTransfer();

        vm.warp(schedule + 1);
        vm.prank(stranger);
        trace.acceptDefaultAdminTransfer();
        vm.assertEq(trace.defaultAdmin(), stranger, "the new admin");
        assertRoles(stranger, 0, 0);
        expectMissing(admin, 0);
        vm.prank(admin);
        trace.pause();
        vm.prank(stranger);
        trace.pause();
    }

    /* KINDS */

    function testFuzz_SetKindRoleSetsOneKindAlone(uint256 seed, uint256 other, uint8 set, uint8 before) public {
        Kind kind = pick(seed);
        Kind untouched = pick(other);
        vm.assume(kind != untouched);
        setKindRole(kind, before % 64);
        setKindRole(untouched, ~before % 64);

        vm.expectEmit(address(trace));
        emit ITrace.KindRoleSet(kind, set % 64);
        setKindRole(kind, set % 64);
        vm.assertEq(trace.kindRole(kind), set % 64, "the kind's");
        vm.assertEq(trace.kindRole(untouched), ~before % 64, "the other's");
        vm.assertEq(trace.lineCount(), 0, "line count");
        vm.assertFalse(trace.paused(), "paused");
    }

    function testFuzz_SetKindRoleClosesAKind(uint256 seed) public {
        Kind kind = pick(seed);
        vm.assume(!kind.isReserved());
        createBatch();
        setKindRole(kind, 63);
        vm.prank(inspector());
        trace.record(ID, kind, DIGEST);
        setKindRole(kind, 0);
        expectUnauthorized(inspector(), kind);
        vm.prank(inspector());
        trace.record(ID, kind, DIGEST);
    }

    function testFuzz_SetKindRoleRevertsForAnyoneButTheAdmin(address caller, uint256 seed) public {
        vm.assume(caller != admin);
        expectMissing(caller, 0);
        vm.prank(caller);
        trace.setKindRole(pick(seed), 63);
    }

    function testFuzz_SetKindRoleRevertsForAnIllFormedKind(bytes32 text) public {
        Kind kind = Kind.wrap(text);
        if (kind.isWellFormed()) return;
        vm.expectRevert(abi.encodeWithSelector(ITrace.InvalidKind.selector, kind));
        setKindRole(kind, 1);
    }

    function testFuzz_SetKindRoleRevertsForBitsThatAreNoRole(uint256 seed, uint256 set) public {
        set = bound(set, 64, type(uint256).max);
        vm.expectRevert(abi.encodeWithSelector(ITrace.InvalidRoles.selector, set));
        setKindRole(pick(seed), set);
    }

    function testFuzz_AnUnknownKindHasNoRoles(bytes32 text) public view {
        Kind kind = Kind.wrap(text);
        if (kind.isReserved() || kind == HARVEST || kind == GRADING || kind == TELEMETRY) return;
        vm.assertEq(trace.kindRole(kind), 0, "roles");
    }

    /* PAUSE */

    function testFuzz_PauseAndUnpauseAreTheAdmins(address caller) public {
        vm.assume(caller != admin);
        expectMissing(caller, 0);
        vm.prank(caller);
        trace.pause();
        pause();
        expectMissing(caller, 0);
        vm.prank(caller);
        trace.unpause();
        vm.assertTrue(trace.paused(), "paused");
    }

    function test_PauseStopsLinesAndNothingElse() public {
        createBatch();
        vm.expectEmit(address(trace));
        emit ITrace.Paused(admin);
        pause();
        vm.assertTrue(trace.paused(), "paused");
        vm.assertEq(trace.lineCount(), 1, "line count");
        vm.assertEq(trace.kindRole(CREATION), PRODUCER | PROCESSOR, "kinds");
        setKindRole(HARVEST, 63);
        grant(roles()[0], stranger);

        vm.expectEmit(address(trace));
        emit ITrace.Unpaused(admin);
        vm.prank(admin);
        trace.unpause();
        vm.assertFalse(trace.paused(), "paused");
        vm.prank(inspector());
        trace.record(ID, HARVEST, DIGEST);
    }

    /* DEPLOYMENT */

    function test_ADeploymentKeepsWhatItWasGiven() public {
        ITrace.KindRole[] memory kinds = new ITrace.KindRole[](1);
        kinds[0] = ITrace.KindRole(GRADING, CARRIER);
        vm.expectEmit();
        emit ITrace.KindRoleSet(GRADING, CARRIER);
        Trace next = new Trace(admin, registrar, address(trace), kinds);
        vm.assertEq(next.predecessor(), address(trace), "predecessor");
        vm.assertEq(next.defaultAdmin(), admin, "admin");
        vm.assertEq(next.defaultAdminDelay(), 3 days, "delay");
        vm.assertTrue(next.hasRole(REGISTRAR_ROLE, registrar), "registrar");
        vm.assertEq(next.kindRole(GRADING), CARRIER, "kinds");
        vm.assertEq(next.kindRole(CREATION), 0, "no other kinds");
        for (uint256 i = 0; i < 6; ++i) {
            vm.assertEq(next.getRoleAdmin(roles()[i]), REGISTRAR_ROLE, "who grants");
        }
    }

    function test_ADeploymentRevertsForAnIllFormedKindAndForBitsThatAreNoRole() public {
        ITrace.KindRole[] memory kinds = new ITrace.KindRole[](1);
        kinds[0] = ITrace.KindRole(Kind.wrap(0), CARRIER);
        vm.expectRevert(abi.encodeWithSelector(ITrace.InvalidKind.selector, Kind.wrap(0)));
        new Trace(admin, registrar, address(0), kinds);
        kinds[0] = ITrace.KindRole(GRADING, 64);
        vm.expectRevert(abi.encodeWithSelector(ITrace.InvalidRoles.selector, 64));
        new Trace(admin, registrar, address(0), kinds);
    }

    /* HELPERS */

    /// @dev Half of the time a kind that has a cell in the shared slot.
    function pick(uint256 seed) private pure returns (Kind) {
        bytes32[11] memory known = [
            bytes32("creation"),
            "inspection",
            "harvest",
            "processing",
            "packaging",
            "storage",
            "transport",
            "telemetry",
            "evaluation",
            "certificate",
            "sale"
        ];
        return seed % 2 == 0 ? Kind.wrap(known[(seed / 2) % 11]) : kindOf(seed);
    }

    function expectMissing(address account, bytes32 role) private {
        vm.expectRevert(
            abi.encodeWithSelector(IAccessControl.AccessControlUnauthorizedAccount.selector, account, role)
        );
    }

    function assertRoles(address account, uint256 current, uint256 ever) private view {
        (uint256 gotCurrent, uint256 gotEver) = trace.rolesOf(account);
        vm.assertEq(gotCurrent, current, "held now");
        vm.assertEq(gotEver, ever, "ever held");
        for (uint256 i = 0; i < 6; ++i) {
            vm.assertEq(trace.hasRole(roles()[i], account), (current >> i) & 1 == 1, "hasRole");
        }
    }
}
