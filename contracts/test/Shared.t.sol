// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Shared} from "../types/Shared.sol";
import {bound, vm} from "./support/Vm.t.sol";

contract SharedTest {
    function testFuzz_EveryFieldReadsBackFromItsOwnBits(uint64 lines, bool stopped, uint8[23] memory cells)
        public
        pure
    {
        check(pack(lines, stopped, cells), lines, stopped, cells);
    }

    function testFuzz_WithMoreLinesMovesTheLineCountAlone(
        uint64 lines,
        uint64 more,
        bool stopped,
        uint8[23] memory cells
    ) public pure {
        more = uint64(bound(more, 0, type(uint64).max - lines));
        check(pack(lines, stopped, cells).withMoreLines(more), lines + more, stopped, cells);
    }

    function testFuzz_WithPausedMovesThePauseAlone(uint64 lines, bool from, bool to, uint8[23] memory cells)
        public
        pure
    {
        check(pack(lines, from, cells).withPaused(to), lines, to, cells);
    }

    function testFuzz_WithRolesAtMovesOneCellAlone(
        uint64 lines,
        bool stopped,
        uint8[23] memory cells,
        uint8 i,
        uint8 to
    ) public pure {
        i = i % 23;
        Shared shared = pack(lines, stopped, cells).withRolesAt(i * 8, to);
        cells[i] = to;
        check(shared, lines, stopped, cells);
    }

    /// @dev The layout as documented, written down a second time.
    function pack(uint64 lines, bool stopped, uint8[23] memory cells) private pure returns (Shared) {
        uint256 packed = (uint256(lines) << 192) | (uint256(stopped ? 1 : 0) << 184);
        for (uint256 i = 0; i < 23; ++i) {
            packed |= uint256(cells[i]) << (8 * i);
        }
        return Shared.wrap(packed);
    }

    function check(Shared shared, uint64 lines, bool stopped, uint8[23] memory cells) private pure {
        vm.assertEq(shared.lineCount(), lines, "line count");
        vm.assertEq(shared.paused(), stopped, "paused");
        for (uint256 i = 0; i < 23; ++i) {
            vm.assertEq(shared.rolesAt(8 * i), cells[i], "roles");
        }
        vm.assertEq(Shared.unwrap(shared), Shared.unwrap(pack(lines, stopped, cells)), "layout");
    }
}
