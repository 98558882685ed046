// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITrace} from "../ITrace.sol";
import {Verdict} from "../types/Batch.sol";
import {TraceTest} from "./support/TraceTest.t.sol";
import {Vm, bound, vm} from "./support/Vm.t.sol";
import {ReentrantWallet} from "./support/Wallets.t.sol";

contract CreateTest is TraceTest {
    /* WHAT IT DOES */

    function testFuzz_CreateLogsEveryFieldOfTheLine(uint256 seed, uint64 quantity, bytes32 digest, uint40 time) public {
        vm.assume(digest != 0);
        string memory code = codeOf(seed, bound(seed, 1, 64));
        bytes32 id = keccak256(bytes(code));
        vm.warp(time);

        vm.expectEmit(address(trace));
        emit ITrace.Created(id, producer(), digest, 1, 1, time, "C62", quantity, code);
        vm.prank(producer());
        vm.assertEq(trace.create(code, "C62", quantity, digest), id, "returns the id");
    }

    function testFuzz_CreateMakesTheActorTheCustodian(uint256 seed, uint64 quantity) public {
        string memory code = codeOf(seed, bound(seed, 1, 64));
        address actor = holder(seed % 2);

        vm.prank(actor);
        bytes32 id = trace.create(code, KGM, quantity, DIGEST);
        assertBatch(id, actor, quantity, 1, Verdict.None);
        vm.assertEq(trace.lineCount(), 1, "line count");
    }

    function testFuzz_CreateFoldsExactlyItsLogIntoTheHead(uint256 seed, uint64 quantity, bytes32 digest) public {
        vm.assume(digest != 0);
        string memory code = codeOf(seed, bound(seed, 1, 64));

        vm.recordLogs();
        vm.prank(producer());
        assertFolded(trace.create(code, KGM, quantity, digest), 0);
    }

    /// @dev The code comes at the end of the calldata, where bytes after it belong to nobody.
    function testFuzz_CreateLogsNothingThatFollowsTheCode(uint256 seed, bytes32 dirt) public {
        uint256 length = bound(seed, 1, 64);
        string memory code = codeOf(seed, length);
        bytes memory call = abi.encodeCall(ITrace.create, (code, KGM, QUANTITY, DIGEST));
        for (uint256 i = 4 + 5 * 32 + length; i < call.length; ++i) {
            call[i] = dirt[i % 32];
        }

        vm.recordLogs();
        vm.prank(producer());
        (bool success,) = address(trace).call(call);
        vm.assertTrue(success, "created");
        Vm.Log memory log = assertFolded(keccak256(bytes(code)), 0);
        vm.assertEq(log.data, abi.encode(DIGEST, 1, 1, block.timestamp, KGM, QUANTITY, code), "data");
    }

    /// @dev Checking a wallet contract's signature leaves that in memory where then the line is put together.
    function testFuzz_CreateLogsNothingThatASignatureLeftBehind(uint256 seed, uint16 size) public {
        address wallet = address(new ReentrantWallet(address(0))); // which says yes to anything
        grant(roles()[0], wallet);
        string memory code = codeOf(seed, bound(seed, 1, 64));
        bytes memory signature = new bytes(uint256(size) % 2048);
        for (uint256 i = 0; i < signature.length; ++i) {
            signature[i] = 0xff;
        }

        vm.recordLogs();
        trace.createBySig(code, KGM, QUANTITY, DIGEST, wallet, block.timestamp, signature);
        Vm.Log memory log = assertFolded(keccak256(bytes(code)), 0);
        vm.assertEq(log.data, abi.encode(DIGEST, 1, 1, block.timestamp, KGM, QUANTITY, code), "data");
    }

    function testFuzz_CreateNumbersLinesOverTheWholeContract(uint8 count) public {
        for (uint256 i = 1; i <= count % 16; ++i) {
            string memory code = codeOf(i, 20);
            vm.expectEmit(address(trace));
            emit ITrace.Created(
                keccak256(bytes(code)), producer(), DIGEST, uint64(i), 1, uint40(block.timestamp), KGM, QUANTITY, code
            );
            createBatch(code);
        }
        vm.assertEq(trace.lineCount(), count % 16, "line count");
    }

    function testFuzz_IdOfIsTheHashOfTheCode(string calldata code) public view {
        vm.assertEq(trace.idOf(code), keccak256(bytes(code)), "id");
    }

    /* WHAT IT REFUSES */

    function test_CreateRevertsForACodeThatExists() public {
        createBatch();
        expectRefusal(abi.encodeWithSelector(ITrace.BatchExists.selector, ID), holder(1), CODE, KGM, DIGEST);
    }

    function test_CreateRevertsForAnEmptyCode() public {
        expectRefusal(abi.encodeWithSelector(ITrace.InvalidCode.selector), producer(), "", KGM, DIGEST);
    }

    function testFuzz_CreateRevertsForACodeOfMoreThan64Bytes(uint256 seed) public {
        string memory code = codeOf(seed, bound(seed, 65, 200));
        expectRefusal(abi.encodeWithSelector(ITrace.InvalidCode.selector), producer(), code, KGM, DIGEST);
    }

    function testFuzz_CreateRevertsForACodeWithAByteThatIsNotPrintable(uint256 seed, uint8 bad) public {
        vm.assume(bad < 0x21 || bad > 0x7e);
        bytes6 bytesToTry = bytes6(abi.encodePacked(bad, hex"00207f80ff")); // the edges always
        uint256 length = bound(seed, 1, 64);
        bytes memory code = bytes(codeOf(seed, length));
        uint256 place = uint256(keccak256(abi.encode(seed))) % length;
        for (uint256 i = 0; i < 6; ++i) {
            code[place] = bytesToTry[i];
            expectRefusal(abi.encodeWithSelector(ITrace.InvalidCode.selector), producer(), string(code), KGM, DIGEST);
        }
    }

    function testFuzz_CreateTakesACodeOrNotAsAByteLoopWould(bytes calldata text) public {
        bool good = text.length > 0 && text.length <= 64;
        for (uint256 i = 0; i < text.length; ++i) {
            good = good && uint8(text[i]) >= 0x21 && uint8(text[i]) <= 0x7e;
        }
        if (!good) vm.expectRevert(abi.encodeWithSelector(ITrace.InvalidCode.selector));
        vm.prank(producer());
        trace.create(string(text), KGM, QUANTITY, DIGEST);
    }

    function testFuzz_CreateTakesAUnitOrNotAsAByteLoopWould(bytes3 unit) public {
        checkUnit(unit);
    }

    /// @dev Near the edges of the digits and the capitals, where random bytes seldom fall.
    function testFuzz_CreateKnowsTheEdgesOfUnits(uint256 seed) public {
        bytes memory edges = hex"00_01_2f_30_39_3a_40_41_5a_5b_61_ff";
        bytes memory unit = new bytes(3);
        for (uint256 i = 0; i < 3; ++i) {
            unit[i] = edges[(seed >> (i * 8)) % edges.length];
        }
        checkUnit(bytes3(unit));
    }

    function test_CreateRevertsForAZeroDigest() public {
        expectRefusal(abi.encodeWithSelector(ITrace.InvalidDigest.selector), producer(), CODE, KGM, 0);
    }

    function test_CreateRevertsWhenPaused() public {
        pause();
        expectRefusal(abi.encodeWithSelector(ITrace.EnforcedPause.selector), producer(), CODE, KGM, DIGEST);
    }

    function testFuzz_CreateRevertsForAnActorWithoutARole(address actor) public {
        vm.assume(actor != holder(0) && actor != holder(1));
        bytes memory reason = abi.encodeWithSelector(ITrace.UnauthorizedActor.selector, actor, CREATION);
        expectRefusal(reason, actor, CODE, KGM, DIGEST);
    }

    function test_CreateRevertsForTheHoldersOfOtherRoles() public {
        for (uint256 i = 2; i < 6; ++i) {
            bytes memory reason = abi.encodeWithSelector(ITrace.UnauthorizedActor.selector, holder(i), CREATION);
            expectRefusal(reason, holder(i), CODE, KGM, DIGEST);
        }
    }

    function test_CreateRevertsForARoleThatWasRevoked() public {
        vm.prank(registrar);
        trace.revokeRole(roles()[0], producer());
        bytes memory reason = abi.encodeWithSelector(ITrace.UnauthorizedActor.selector, producer(), CREATION);
        expectRefusal(reason, producer(), CODE, KGM, DIGEST);
    }

    function checkUnit(bytes3 unit) private {
        bool good = true;
        for (uint256 i = 0; i < 3; ++i) {
            bool digit = unit[i] >= "0" && unit[i] <= "9";
            bool capital = unit[i] >= "A" && unit[i] <= "Z";
            good = good && (digit || capital || (i == 2 && unit[i] == 0));
        }
        if (!good) vm.expectRevert(abi.encodeWithSelector(ITrace.InvalidUnit.selector));
        vm.prank(producer());
        trace.create(CODE, unit, QUANTITY, DIGEST);
    }

    function expectRefusal(bytes memory reason, address actor, string memory code, bytes3 unit, bytes32 digest)
        private
    {
        uint64 lines = trace.lineCount();
        vm.expectRevert(reason);
        vm.prank(actor);
        trace.create(code, unit, QUANTITY, digest);
        vm.assertEq(trace.lineCount(), lines, "no line was written");
    }
}
